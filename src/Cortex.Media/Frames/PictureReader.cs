using System.Buffers;
using SkiaSharp;

namespace Cortex.Media.Frames;

/// <summary>An encoded picture whose header was read and found acceptable; decodes it at the size that is wanted.</summary>
sealed class PictureReader : IDisposable
{
    readonly string _where;
    readonly MemoryHandle _pin;
    readonly SKData _data;
    readonly SKCodec _codec;
    readonly bool _inPieces;

    PictureReader(string where, MemoryHandle pin, SKData data, SKCodec codec, bool inPieces)
    {
        _where = where;
        _pin = pin;
        _data = data;
        _codec = codec;
        _inPieces = inPieces;
    }

    /// <summary>Pixels across, once it stands upright.</summary>
    public int Width => IsOnItsSide ? _codec.Info.Height : _codec.Info.Width;

    /// <summary>Pixels down, once it stands upright.</summary>
    public int Height => IsOnItsSide ? _codec.Info.Width : _codec.Info.Height;

    /// <summary>It is a JPEG that needs no turning.</summary>
    public bool IsUprightJpeg => _codec.EncodedFormat is SKEncodedImageFormat.Jpeg && _codec.EncodedOrigin is SKEncodedOrigin.TopLeft;

    /// <summary>It is a JPEG, however it stands.</summary>
    public bool IsJpeg => _codec.EncodedFormat is SKEncodedImageFormat.Jpeg;

    /// <summary>How it is stored, seen from how it stands.</summary>
    public SKEncodedOrigin Origin => _codec.EncodedOrigin;

    bool IsOnItsSide => _codec.EncodedOrigin
        is SKEncodedOrigin.LeftTop or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;

    /// <summary>Reads the header.</summary>
    /// <exception cref="PictureException">It is not a picture, ends too early, or is too large.</exception>
    public static unsafe PictureReader Open(ReadOnlyMemory<byte> bytes, string where)
    {
        if (bytes.IsEmpty)
            throw PictureFaults.Empty(where);
        if (bytes.Length > PictureLimits.MaxBytes)
            throw PictureFaults.TooManyBytes(where, bytes.Length);
        var pin = bytes.Pin();
        var data = SKData.Create((nint)pin.Pointer, bytes.Length);
        var codec = SKCodec.Create(data);
        if (codec is not null)
        {
            var jpeg = codec.EncodedFormat is SKEncodedImageFormat.Jpeg ? JpegStructure.Of(bytes.Span) : new(true, false);
            var inPieces = codec.EncodedFormat switch
            {
                SKEncodedImageFormat.Jpeg => !jpeg.IsProgressive,
                SKEncodedImageFormat.Png => !PictureMagic.IsInterlacedPng(bytes.Span),
                _ => false,
            };
            var reader = new PictureReader(where, pin, data, codec, inPieces);
            if ((reader.Fault() ?? (jpeg.IsComplete ? null : PictureFaults.Truncated(where))) is not { } fault)
                return reader;
            reader.Dispose();
            throw fault;
        }

        data.Dispose();
        pin.Dispose();
        throw PictureMagic.IsPicture(bytes.Span) ? PictureFaults.Truncated(where) : PictureFaults.NotAPicture(where);
    }

    /// <summary>Decodes, scales down to fit and stands it upright, on white where it is transparent. The bitmap is yours.</summary>
    /// <param name="longestSide">Pixels; a smaller picture keeps its size.</param>
    /// <exception cref="PictureException">It is damaged or ends too early.</exception>
    public SKBitmap Decode(int longestSide)
    {
        using var coarse = DecodeCoarse(longestSide);
        var scale = Math.Min(1.0, (double)longestSide / Math.Max(Width, Height));
        var (width, height) = (Scaled(_codec.Info.Width, scale), Scaled(_codec.Info.Height, scale));
        var fine = new SKBitmap(Pixels.Info(IsOnItsSide ? height : width, IsOnItsSide ? width : height, SKAlphaType.Opaque));
        using var canvas = new SKCanvas(fine);
        canvas.Clear(SKColors.White);
        DrawUpright(canvas, coarse, width, height);
        return fine;
    }

    /// <summary>Decodes and draws it upright into a part of another picture, over white where it is transparent.</summary>
    /// <param name="canvas">The other picture.</param>
    /// <param name="place">The part, in pixels; it is filled, so its proportions should be the picture's.</param>
    /// <exception cref="PictureException">It is damaged or ends too early.</exception>
    public void Draw(SKCanvas canvas, SKRectI place)
    {
        using var coarse = DecodeCoarse(Math.Max(place.Width, place.Height));
        canvas.Save();
        canvas.Translate(place.Left, place.Top);
        if (_codec.Info.AlphaType is not SKAlphaType.Opaque)
        {
            using var white = new SKPaint { Color = SKColors.White };
            canvas.DrawRect(0, 0, place.Width, place.Height, white);
        }

        DrawUpright(canvas, coarse, IsOnItsSide ? place.Height : place.Width, IsOnItsSide ? place.Width : place.Height);
        canvas.Restore();
    }

    public void Dispose()
    {
        _codec.Dispose();
        _data.Dispose();
        _pin.Dispose();
    }

    /// <param name="canvas">Where to.</param>
    /// <param name="coarse">Decoded; cannot be changed any more.</param>
    /// <param name="width">Pixels across as it lies in the file.</param>
    /// <param name="height">Pixels down as it lies in the file.</param>
    void DrawUpright(SKCanvas canvas, SKBitmap coarse, int width, int height)
    {
        canvas.Concat(Orientation.Upright(_codec.EncodedOrigin, width, height));
        // Immutable, it is shared with the image instead of copied.
        coarse.SetImmutable();
        using var image = SKImage.FromBitmap(coarse);
        canvas.DrawImage(image, SKRect.Create(width, height), Pixels.Sampling((double)width / coarse.Width));
    }

    static int Scaled(int side, double scale) => Math.Max(1, (int)Math.Round(side * scale));

    PictureException? Fault()
    {
        var (format, width, height) = (_codec.EncodedFormat, _codec.Info.Width, _codec.Info.Height);
        var pixels = (long)width * height;
        if (format is not (SKEncodedImageFormat.Jpeg or SKEncodedImageFormat.Png or SKEncodedImageFormat.Webp or SKEncodedImageFormat.Gif or SKEncodedImageFormat.Bmp))
            return PictureFaults.NotAPicture(_where);
        if (pixels > PictureLimits.MaxPixels || Math.Max(width, height) > PictureLimits.MaxSide)
            return PictureFaults.TooManyPixels(_where, width, height);
        return pixels > PictureLimits.MaxPixelsAtOnce && !_inPieces ? PictureFaults.TooManyPixelsAtOnce(_where, width, height) : null;
    }

    /// <summary>Decodes as it lies, at not much more than the wanted size and in bounded memory where the format allows it. The bitmap is yours.</summary>
    /// <exception cref="PictureException">It is damaged or ends too early.</exception>
    public SKBitmap DecodeCoarse(int longestSide)
    {
        var info = _codec.Info;
        var alpha = info.AlphaType is SKAlphaType.Opaque ? SKAlphaType.Opaque : SKAlphaType.Premul;
        var shrink = Math.Max(info.Width, info.Height) / longestSide;
        if (shrink >= 2 && _codec.EncodedFormat is SKEncodedImageFormat.Png && _inPieces)
        {
            var (result, shrunk) = BandShrinker.Decode(_codec, Pixels.Info(info.Width, info.Height, alpha), shrink);
            return Checked(result, shrunk);
        }

        // JPEG scales by eighths while it decodes; rounding up keeps at least the wanted size.
        var eighths = Math.Clamp((int)Math.Ceiling(8.0 * longestSide / Math.Max(info.Width, info.Height)), 1, 8);
        var size = _codec.GetScaledDimensions(eighths / 8f);
        var bitmap = new SKBitmap(Pixels.Info(size.Width, size.Height, alpha));
        return Checked(_codec.GetPixels(bitmap.Info, bitmap.GetPixels()), bitmap);
    }

    SKBitmap Checked(SKCodecResult result, SKBitmap bitmap)
    {
        if (result is SKCodecResult.Success)
            return bitmap;
        bitmap.Dispose();
        throw result is SKCodecResult.IncompleteInput ? PictureFaults.Truncated(_where) : PictureFaults.Damaged(_where);
    }
}
