using Cortex.Media.Camera;
using Cortex.Media.Frames;

namespace Cortex.Assistant.Tests;

/// <summary>A live camera: it has pictures only while it runs and somebody looked.</summary>
internal sealed class FilmCamera : IFrameSource
{
    private volatile bool _runs;
    private volatile bool _looked;

    public string Name => "film";

    public int Captured { get; private set; }

    public int Starts { get; private set; }

    public bool Runs => _runs;

    public Frame? Newest => _runs && _looked ? new Frame(StillCamera.Picture((byte)(10 + (++Captured % 200))), "image/jpeg", 16, 16, 0) : null;

    public void Look() => _looked = true;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        (_runs, Starts) = (true, Starts + 1);
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        }
        finally
        {
            (_runs, _looked) = (false, false);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
