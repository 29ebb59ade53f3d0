using System.Globalization;

namespace Cortex.Media.Frames;

/// <summary>Every way a picture can be refused, in one place.</summary>
static class PictureFaults
{
    public static PictureException Empty(string where) =>
        new(where, "is empty (0 bytes)", "Give a JPEG, PNG or WebP picture");

    public static PictureException TooManyBytes(string where, long bytes) =>
        new(where, Invariant($"has {bytes / 1e6:0.0} MB, more than the {PictureLimits.MaxBytes / 1_000_000} MB allowed"), "Save it smaller");

    public static PictureException TooManyPixels(string where, int width, int height) =>
        new(where, Invariant($"is {width} x {height} pixels, more than the {PictureLimits.MaxPixels / 1_000_000} megapixels allowed"), "Save it smaller");

    public static PictureException TooManyPixelsAtOnce(string where, int width, int height) =>
        new(where, Invariant($"is {width} x {height} pixels in a form that must be held whole (progressive, interlaced, WebP, GIF or BMP), more than the {PictureLimits.MaxPixelsAtOnce / 1_000_000} megapixels allowed for that"), "Save it as a baseline JPEG, or smaller");

    public static PictureException NotAPicture(string where) =>
        new(where, "is not a picture this program knows", "Give a JPEG, PNG, WebP, GIF or BMP picture");

    public static PictureException Truncated(string where) =>
        new(where, "ends too early; its last part is missing", "Copy or save it again");

    public static PictureException Damaged(string where) =>
        new(where, "is damaged", "Copy or save it again");

    static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
