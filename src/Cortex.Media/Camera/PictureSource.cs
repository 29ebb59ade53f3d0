using Cortex.Media.Frames;

namespace Cortex.Media.Camera;

/// <summary>A camera that saw one picture.</summary>
sealed class PictureSource(string path, FrameSourceOptions options, TimeProvider time) : IFrameSource
{
    readonly NewestFrame _newest = new();

    public string Name => $"picture {path}";

    public int Captured => _newest.Captured;

    public Frame? Newest => _newest.Frame;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var bytes = await PictureFile.ReadAsync(path, cancellationToken).ConfigureAwait(false);
        _newest.Show(new FrameFitter(options.Limits).Fit(bytes, path, time.GetTimestamp()));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
