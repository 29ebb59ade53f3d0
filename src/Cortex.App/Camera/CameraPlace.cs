using Cortex.App.Commands;
using Cortex.App.Configuration;
using Cortex.App.Talk;
using Cortex.Media.Camera;
using Cortex.Media.Feed;
using Microsoft.Extensions.Logging;

namespace Cortex.App.Camera;

/// <summary>Opens what was named as a camera: a live one, or a picture, a folder, a video.</summary>
internal static class CameraPlace
{
    private const string None = "none";
    private const string Feed = "feed";

    /// <summary>Opens it.</summary>
    /// <param name="choice">Which; null or <c>none</c>: none.</param>
    /// <param name="settings">How live cameras are used, and what goes out of the pictures.</param>
    /// <param name="feed">Whose pictures <c>feed</c> means; null: there is none.</param>
    /// <param name="patience">How long a file that may be a pipe is waited for.</param>
    /// <param name="warn">Told in a sentence what is missing and can be done without.</param>
    /// <param name="onEvent">Told when a live camera is lost and when it is back.</param>
    /// <param name="time">The clock.</param>
    /// <param name="loggers">For the log.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>Null: there is none.</returns>
    /// <exception cref="CommandFailure">There is no feed.</exception>
    /// <exception cref="IOException">A file cannot be had: the sentence says which, and what to do.</exception>
    public static async Task<IFrameSource?> OpenAsync(
        string? choice,
        CortexSettings settings,
        FeedServer? feed,
        TimeSpan patience,
        Action<string> warn,
        Action<CameraEvent> onEvent,
        TimeProvider time,
        ILoggerFactory loggers,
        CancellationToken cancellationToken)
    {
        if (choice is null or None)
        {
            return null;
        }

        if (choice is Feed)
        {
            return feed?.Camera ?? throw new CommandFailure(ExitCode.Usage, "--camera feed sees what other processes bring: say with feed.socket where they bring it");
        }

        if (!Cameras.IsLive(choice))
        {
            return await PatientOpen.RunAsync(choice, () => FrameSources.Open(choice, time, loggers, settings.Sight.SourceFor(choice)), patience, time, cancellationToken);
        }

        try
        {
            return await Cameras.OpenAsync(choice, settings.Camera.Options with { Limits = settings.Sight.Options.Limits }, onEvent, time, loggers, cancellationToken);
        }
        catch (IOException missing)
        {
            // Nobody sees, and everybody can still talk.
            warn(missing.Message);
            return null;
        }
    }
}
