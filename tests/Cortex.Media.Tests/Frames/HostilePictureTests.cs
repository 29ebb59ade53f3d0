using Cortex.Media.Frames;
using Cortex.Testing;
using CsCheck;

namespace Cortex.Media.Tests.Frames;

/// <summary>No picture, however broken, does more than throw a <see cref="PictureException"/> with one clear line.</summary>
public sealed class HostilePictureTests
{
    static readonly byte[] Jpeg = Draw(static picture => picture.Jpeg());
    static readonly byte[] Png = Draw(static picture => picture.Png());
    static readonly byte[] WebP = Draw(static picture => picture.WebP());

    // Small, so that every picture has to be decoded.
    readonly FrameFitter _fitter = new(new() { LongestSide = 64 });

    [Fact]
    public void Nothing_is_refused_as_empty() => Refused([], "is empty (0 bytes). Give a JPEG, PNG or WebP picture.");

    [Theory]
    [InlineData("hello, I am a text file, and rather a long one")]
    [InlineData("\0\0\0\0\0\0\0\0\0\0")]
    [InlineData("%PDF-1.7")]
    [InlineData("x")]
    public void What_is_not_a_picture_is_refused(string text) => Refused(System.Text.Encoding.Latin1.GetBytes(text), "is not a picture this program knows");

    [Fact]
    public void More_than_50_MB_is_refused() => Refused(new byte[50_000_001], "has 50.0 MB, more than the 50 MB allowed");

    [Fact]
    public void A_header_that_claims_too_much_is_refused_before_decoding()
    {
        Refused(Hostile.Claiming(Jpeg, 10_001, 10_000), "is 10001 x 10000 pixels, more than the 100 megapixels allowed");
        Refused(Hostile.Claiming(Jpeg, 65_500, 65_500), "more than the 100 megapixels allowed");
        Refused(Hostile.Png(70_000, 10, rows: 1), "is 70000 x 10 pixels");
        Refused(Hostile.Claiming(Jpeg, 6_000, 5_000, kind: 0xC2), "must be held whole");
        Refused(Hostile.Png(6_000, 5_000, interlaced: true, rows: 1), "must be held whole");
    }

    [Fact]
    public void A_header_that_claims_more_than_there_is_ends_too_early()
    {
        Refused(Hostile.Png(9_000, 9_000, rows: 20), "ends too early");
        Refused(Hostile.Png(90, 90, rows: 20), "ends too early");
    }

    [Fact]
    public void A_picture_cut_anywhere_is_refused_whether_it_would_fit_or_not()
    {
        for (var length = 1; length < Jpeg.Length; length += 7)
        {
            var cut = Jpeg.AsMemory(0, length);
            Assert.Throws<PictureException>(() => new FrameFitter().Fit(cut));
            Assert.Throws<PictureException>(() => PictureLook.At(cut));
        }

        foreach (var picture in new[] { Png, WebP })
        {
            for (var length = 1; length < picture.Length - 16; length += picture.Length / 200)
            {
                var fault = Record.Exception(() => _fitter.Fit(picture.AsMemory(0, length)));
                Assert.True(fault is PictureException, $"{length} of {picture.Length} bytes: {fault}");
            }
        }
    }

    [Fact]
    public void A_damaged_picture_gives_a_frame_or_a_clear_line_and_nothing_else() =>
        Gen.Select(Gen.OneOf(Gen.Const(Jpeg), Gen.Const(Png), Gen.Const(WebP)), Gen.Select(Gen.Int[0, 100_000], Gen.Byte).Array[1, 12]).Sample((picture, damages) =>
        {
            var bytes = picture.ToArray();
            foreach (var (position, value) in damages)
                bytes[position % bytes.Length] = value;
            try
            {
                var frame = _fitter.Fit(bytes);
                Assert.InRange(Math.Max(frame.Width, frame.Height), 1, 64);
            }
            catch (PictureException exception)
            {
                Assert.DoesNotContain('\n', exception.Message);
            }
        }, iter: 400);

    void Refused(byte[] bytes, string words)
    {
        foreach (Action look in new Action[] { () => _fitter.Fit(bytes, "here/it.jpg"), () => PictureLook.At(bytes, "here/it.jpg") })
        {
            var fault = Assert.Throws<PictureException>(look);
            Assert.StartsWith("here/it.jpg: ", fault.Message, StringComparison.Ordinal);
            Assert.Contains(words, fault.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', fault.Message);
            Assert.Equal("here/it.jpg", fault.Where);
        }
    }

    static byte[] Draw(Func<Drawn, byte[]> encode)
    {
        using var picture = new Drawn(200, 150).Box(0.1, 0.2, 0.5, 0.9, "c02020").Noise(30);
        return encode(picture);
    }
}
