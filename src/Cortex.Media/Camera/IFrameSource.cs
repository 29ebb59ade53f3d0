using Cortex.Media.Frames;

namespace Cortex.Media.Camera;

/// <summary>Where pictures come from: a camera, a picture, a folder, a video.</summary>
public interface IFrameSource : IAsyncDisposable
{
    /// <summary>What it is, for people.</summary>
    string Name { get; }

    /// <summary>Frames captured so far.</summary>
    int Captured { get; }

    /// <summary>The newest frame, or null before the first and where a camera has none that is fresh. Any thread; never waits.</summary>
    Frame? Newest { get; }

    /// <summary>
    /// It was cold, is being started, and has neither given a picture nor failed yet: one may come in a moment. Never where it failed
    /// the last time. Any thread; never waits.
    /// </summary>
    bool IsStarting => false;

    /// <summary>
    /// Somebody looks, or will in a moment. A camera runs from the first look until nobody has looked for a while; what is no camera
    /// does nothing. Any thread; never waits.
    /// </summary>
    void Look()
    {
    }

    /// <summary>Captures until it is cancelled or the pictures end; <see cref="Newest"/> stays.</summary>
    /// <exception cref="IOException">It cannot be opened or read; says what, where and what to do.</exception>
    Task RunAsync(CancellationToken cancellationToken);
}
