using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cortex.Media.Speech;

/// <summary>Picks what tells voices on this machine.</summary>
public static class VoiceDetectors
{
    private const string Model = "silero/silero_vad.onnx";

    /// <summary>
    /// Silero where its file is there and loads, else the detector that needs none; which, is in <see cref="IVoiceDetector.Name"/> and in
    /// the log, and <see cref="IVoiceDetector.IsNeural"/> says whether it may mark turns for a server by itself.
    /// </summary>
    /// <param name="modelFolder">The models' folder; null for no models.</param>
    /// <param name="loggers">Where it says what was chosen and why; null for nowhere.</param>
    /// <returns>A new one, the caller's to dispose where it is disposable.</returns>
    public static IVoiceDetector Find(string? modelFolder, ILoggerFactory? loggers = null)
    {
        var log = (loggers ?? NullLoggerFactory.Instance).CreateLogger("Cortex.Media.Speech");
        var found = Silero(modelFolder, log) ?? (IVoiceDetector)new SignalVoiceDetector();
        Log.Chosen(log, found.Name);
        return found;
    }

    private static SileroVoiceDetector? Silero(string? modelFolder, ILogger log)
    {
        if (modelFolder is null || Path.Combine(modelFolder, Model) is var path && !File.Exists(path))
        {
            return null;
        }

        try
        {
            return SileroVoiceDetector.Load(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Log.Unusable(log, fault.Message);
            return null;
        }
    }
}
