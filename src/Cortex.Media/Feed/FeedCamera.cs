using Cortex.Media.Camera;
using Cortex.Media.Frames;

namespace Cortex.Media.Feed;

/// <summary>The newest picture of all producers, as a camera. While nobody runs it pictures are read and forgotten.</summary>
sealed class FeedCamera(FeedOptions options, TimeProvider time) : IFrameSource
{
    readonly NewestFrame _newest = new();
    volatile bool _isOpen;

    public string Name => "feed";

    public int Captured => _newest.Captured;

    /// <summary>Somebody may see its pictures.</summary>
    public bool IsOpen => _isOpen;

    public Frame? Newest => _newest.Frame is { } frame && time.GetElapsedTime(frame.CapturedAt) <= options.MaxAge ? frame : null;

    /// <summary>Shows a picture, where somebody may see it.</summary>
    public void Show(Frame frame)
    {
        if (_isOpen)
            _newest.Show(frame);
        if (!_isOpen)
            _newest.Hide();
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        _isOpen = true;
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _isOpen = false;
            _newest.Hide();
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
