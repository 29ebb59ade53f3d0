using Microsoft.Extensions.Logging;

namespace Cortex.Media.Camera;

/// <summary>This machine's cameras, and streams of the network.</summary>
public static class Cameras
{
    /// <summary>Whether a word means a live camera, rather than a file.</summary>
    /// <param name="choice">
    /// <c>auto</c>, an address (rtsp, rtsps, http, https), <c>/dev/video0</c>, <c>rpicam:0</c>, or any word that is neither a path, nor
    /// ends as the name of a file does, nor is there as one: a part of a camera's name.
    /// </param>
    public static bool IsLive(string choice) => CameraChoice.IsLive(choice);

    /// <summary>
    /// A live camera. Its program runs from the first <see cref="IFrameSource.Look"/> until nobody has looked for a while, and is
    /// started again when it fails; that is told, and is no end. Only <c>auto</c> is looked for at once.
    /// </summary>
    /// <param name="choice">Which; see <see cref="IsLive"/>.</param>
    /// <param name="options">How it is used.</param>
    /// <param name="onEvent">Told when it is lost and when it is back, on any thread.</param>
    /// <param name="time">The clock of everything.</param>
    /// <param name="loggers">Where it logs.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="IOException"><c>auto</c> found none; one line that says what to do.</exception>
    public static async Task<IFrameSource> OpenAsync(
        string choice, CameraOptions options, Action<CameraEvent> onEvent, TimeProvider time, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var camera = new LiveCamera(choice, new CameraFinder(options, time), options, onEvent, time, loggers.CreateLogger("Cortex.Media.Camera"));
        if (choice == CameraChoice.Auto)
            await camera.FindAsync(cancellationToken).ConfigureAwait(false);
        return camera;
    }

    /// <summary>The cameras of this machine, without opening one; streams are not among them.</summary>
    /// <param name="time">The clock of the limits: each program that is asked gets five seconds.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public static Task<CameraList> ListAsync(TimeProvider time, CancellationToken cancellationToken) =>
        new CameraFinder(new CameraOptions(), time).ListAsync(cancellationToken);
}
