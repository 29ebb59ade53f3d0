using Cortex.Media.Frames;

namespace Cortex.Engines.Offline;

/// <summary>An area as it can be put into words: position first, then form and size, colour last.</summary>
/// <param name="Side">Where across.</param>
/// <param name="Level">Where up and down.</param>
/// <param name="Form">Its form.</param>
/// <param name="Colour">Its colour.</param>
/// <param name="IsPatch">It is small enough to be a thing; otherwise ground, a wall, the sky.</param>
readonly record struct Highlight(Side Side, Level Level, Form Form, PlainColour Colour, bool IsPatch)
{
    /// <param name="patch">The area.</param>
    /// <param name="aspect">The picture's width by its height.</param>
    public static Highlight Of(PicturePatch patch, double aspect)
    {
        var ratio = patch.Place.Width * aspect / Math.Max(0.001, patch.Place.Height);
        var form = patch.Share < 0.03 ? Form.Small
            : ratio > 1.8 ? Form.Wide
            : ratio < 1 / 1.8 ? Form.Tall
            : patch.Share > 0.2 ? Form.Large
            : Form.Plain;
        return new(patch.Place.Side, patch.Place.Level, form, patch.Colour, Highlights.IsPatch(patch));
    }
}
