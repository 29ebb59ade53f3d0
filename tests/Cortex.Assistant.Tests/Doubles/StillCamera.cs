using Cortex.Media.Camera;
using Cortex.Media.Frames;

namespace Cortex.Assistant.Tests;

/// <summary>A camera the test holds pictures in front of.</summary>
internal sealed class StillCamera : IFrameSource
{
    public string Name => "still";

    public int Captured { get; private set; }

    public Frame? Newest { get; private set; }

    public bool IsStarting { get; set; }

    /// <summary>How often somebody looked.</summary>
    public int Looks { get; private set; }

    public void Look() => Looks++;

    /// <summary>A smallest JPEG of one colour; its length tells it apart.</summary>
    public void Show(byte mark) => Show(Picture(mark));

    public void Show(byte[] jpeg)
    {
        Captured++;
        Newest = new Frame(jpeg, "image/jpeg", 16, 16, 0);
    }

    /// <summary>It shows nothing any more.</summary>
    public void Hide() => Newest = null;

    public async Task RunAsync(CancellationToken cancellationToken) =>
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public static byte[] Picture(byte mark)
    {
        using var bitmap = new SkiaSharp.SKBitmap(16, 16);
        bitmap.Erase(new SkiaSharp.SKColor(mark, mark, mark));
        using var image = SkiaSharp.SKImage.FromBitmap(bitmap);
        using var data = image.Encode(SkiaSharp.SKEncodedImageFormat.Jpeg, 70);
        return data.ToArray();
    }
}
