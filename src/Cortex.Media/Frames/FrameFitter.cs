using SkiaSharp;

namespace Cortex.Media.Frames;

/// <summary>
/// Makes a frame fit for its way to a model. A JPEG that fits already goes out untouched, the same bytes in the same memory; anything
/// else is stood upright, scaled down and encoded as JPEG. Any thread; keeps nothing.
/// </summary>
/// <param name="limits">What a frame may be at most; null for the defaults.</param>
public sealed class FrameFitter(FrameLimits? limits = null)
{
    readonly FrameLimits _limits = limits ?? new();

    /// <summary>Fits a frame.</summary>
    /// <returns>The same frame where it fits already.</returns>
    /// <exception cref="PictureException">It is not a picture, is damaged, or is larger than <see cref="PictureLimits"/> allow.</exception>
    public Frame Fit(Frame frame)
    {
        var fitted = Fit(frame.Bytes, "the camera's picture", frame.CapturedAt);
        return fitted == frame ? frame : fitted;
    }

    /// <summary>Fits an encoded picture.</summary>
    /// <param name="picture">JPEG, PNG, WebP, GIF (its first picture) or BMP; kept by the frame where it fits already.</param>
    /// <param name="where">Which picture, for messages: a path, or a few words.</param>
    /// <param name="capturedAt">When it was captured, in <see cref="TimeProvider.GetTimestamp"/> units; 0 where unknown.</param>
    /// <exception cref="PictureException">It is not a picture, is damaged, or is larger than <see cref="PictureLimits"/> allow.</exception>
    public Frame Fit(ReadOnlyMemory<byte> picture, string where = "the picture", long capturedAt = 0)
    {
        using var reader = PictureReader.Open(picture, where);
        if (!_limits.EncodesAlways && reader.IsUprightJpeg && picture.Length <= _limits.MaxBytes && Math.Max(reader.Width, reader.Height) <= _limits.LongestSide)
            return new(picture, "image/jpeg", reader.Width, reader.Height, capturedAt);

        using var bitmap = reader.Decode(_limits.LongestSide);
        return Encode(bitmap, capturedAt);
    }

    /// <summary>Quality gives way first, then size; the last try goes out whatever it weighs.</summary>
    Frame Encode(SKBitmap bitmap, long capturedAt)
    {
        var (quality, longest, current) = (_limits.Quality, Math.Max(bitmap.Width, bitmap.Height), bitmap);
        while (true)
        {
            var bytes = Jpeg(current, quality);
            var frame = new Frame(bytes, "image/jpeg", current.Width, current.Height, capturedAt);
            if (!ReferenceEquals(current, bitmap))
                current.Dispose();
            if (bytes.Length <= _limits.MaxBytes || longest <= 64)
                return frame;

            if (quality > 40)
                quality = Math.Max(40, quality - 15);
            else
                longest = longest * 3 / 4;
            current = Shrunk(bitmap, longest);
        }
    }

    static SKBitmap Shrunk(SKBitmap bitmap, int longest)
    {
        var full = Math.Max(bitmap.Width, bitmap.Height);
        return longest == full
            ? bitmap
            : bitmap.Resize(Pixels.Info(Math.Max(1, bitmap.Width * longest / full), Math.Max(1, bitmap.Height * longest / full), SKAlphaType.Opaque), Pixels.Sampling((double)longest / full));
    }

    static byte[] Jpeg(SKBitmap bitmap, int quality)
    {
        using var pixels = bitmap.PeekPixels();
        using var jpeg = pixels?.Encode(new SKJpegEncoderOptions(quality));
        return jpeg?.ToArray() ?? throw new InvalidOperationException("Skia could not encode a picture it holds.");
    }
}
