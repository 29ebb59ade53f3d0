using Cortex.Media.Camera;
using Cortex.Media.Frames;

namespace Cortex.App.Bench;

/// <summary>A camera that shows the same few pictures again and again, two a second.</summary>
internal sealed class SeenPictures(IReadOnlyList<byte[]> pictures, TimeProvider time) : IFrameSource
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(500);
    private Frame? _newest;
    private int _captured;

    public string Name => "made pictures";

    public int Captured => Volatile.Read(ref _captured);

    public Frame? Newest => Volatile.Read(ref _newest);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var beat = new PeriodicTimer(Beat, time);
        do
        {
            var picture = pictures[_captured % pictures.Count];
            Volatile.Write(ref _newest, new Frame(picture, "image/jpeg", 0, 0, time.GetTimestamp()));
            Interlocked.Increment(ref _captured);
        }
        while (await beat.WaitForNextTickAsync(cancellationToken));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
