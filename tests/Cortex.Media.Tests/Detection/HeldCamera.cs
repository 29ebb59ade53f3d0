using Cortex.Media.Camera;
using Cortex.Media.Frames;

namespace Cortex.Media.Tests.Detection;

/// <summary>A camera whose pictures are the test's.</summary>
internal sealed class HeldCamera : IFrameSource
{
    private volatile Frame? _newest;
    private int _looks;

    public string Name => "held";

    public int Captured => 0;

    public Frame? Newest
    {
        get => _newest;
        set => _newest = value;
    }

    public int Looks => Volatile.Read(ref _looks);

    public void Look() => Interlocked.Increment(ref _looks);

    public Task RunAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
