using Cortex.Media.Frames;

namespace Cortex.Media.Detection;

/// <summary>
/// How a picture lies in a model's input: as large as it fits, in the middle, its proportions kept. Rounded to whole pixels as
/// Ultralytics does it, so that a model sees what it was trained on.
/// </summary>
/// <param name="Left">Pixels of border on the left.</param>
/// <param name="Top">Pixels of border above.</param>
/// <param name="Width">Pixels the picture takes across.</param>
/// <param name="Height">Pixels the picture takes down.</param>
internal readonly record struct Letterbox(int Left, int Top, int Width, int Height)
{
    /// <summary>Fits a picture into an input.</summary>
    public static Letterbox Of(int pictureWidth, int pictureHeight, int inputWidth, int inputHeight)
    {
        var scale = Math.Min((double)inputWidth / pictureWidth, (double)inputHeight / pictureHeight);
        var width = Math.Clamp((int)Math.Round(pictureWidth * scale), 1, inputWidth);
        var height = Math.Clamp((int)Math.Round(pictureHeight * scale), 1, inputHeight);
        return new((inputWidth - width) / 2, (inputHeight - height) / 2, width, height);
    }

    /// <summary>Where a box of the input is in the picture; cut at its edges.</summary>
    public PicturePlace Back(in Candidate box) => new(Across(box.Left), Down(box.Top), Across(box.Right), Down(box.Bottom));

    private float Across(float x) => Math.Clamp((x - Left) / Width, 0, 1);

    private float Down(float y) => Math.Clamp((y - Top) / Height, 0, 1);
}
