using Cortex.App.Configuration;
using Cortex.Engines.Recording;
using Cortex.Live;
using Microsoft.Extensions.Logging;

namespace Cortex.App.Recorder;

/// <summary>Opens the recorder around an engine.</summary>
internal static class Recorders
{
    private const int LeastOfTools = 16;

    /// <summary>Opens it.</summary>
    /// <param name="engine">What is recorded.</param>
    /// <param name="path">Where to.</param>
    /// <param name="keepsEarlier">What is there already stays.</param>
    /// <param name="settings">What is recorded, and the key that must not be.</param>
    /// <param name="time">The clock.</param>
    /// <param name="loggers">For the log.</param>
    /// <exception cref="RecordingException">The file cannot be created.</exception>
    public static RecordingEngine Open(ILiveEngine engine, string path, bool keepsEarlier, CortexSettings settings, TimeProvider time, ILoggerFactory loggers) =>
        new(engine, path, settings.Record.Options with { KeepsEarlier = keepsEarlier, Secrets = [.. Secrets(settings)] }, time, loggers);

    private static IEnumerable<string> Secrets(CortexSettings settings)
    {
        string? key = null;
        try
        {
            key = new KeySource(settings).Find()?.Secret;
        }
        catch (IOException)
        {
            // A file that cannot be used gives no key to anybody.
        }

        // "Bearer ..." is a word and a secret; what is short is a word or a number.
        var tools = settings.Tools.Servers
            .SelectMany(static server => server.Headers.Values.Concat(server.Environment.Values))
            .SelectMany(static value => value.Split(' '))
            .Where(static part => part.Length >= LeastOfTools);
        return key is null ? tools : tools.Prepend(key);
    }
}
