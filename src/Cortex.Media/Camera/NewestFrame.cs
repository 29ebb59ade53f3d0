using Cortex.Media.Frames;

namespace Cortex.Media.Camera;

/// <summary>The one frame a source holds: each new one replaces the old.</summary>
sealed class NewestFrame
{
    volatile Frame? _frame;
    int _captured;

    public Frame? Frame => _frame;

    public int Captured => Volatile.Read(ref _captured);

    public void Show(Frame frame)
    {
        _frame = frame;
        Interlocked.Increment(ref _captured);
    }

    /// <summary>There is none any more; what was captured stays counted.</summary>
    public void Hide() => _frame = null;
}
