using Cortex.Media.Camera;
using Cortex.Testing;
using CsCheck;

namespace Cortex.Media.Tests.Camera;

public sealed class MjpegSplitterTests
{
    static readonly byte[][] Pictures = [.. Enumerable.Range(0, 6).Select(Picture)];

    // Between pictures: nothing, padding, markers that mean nothing there.
    static readonly byte[][] Between = [[], [0], [0xFF], [0xFF, 0xD9], "--boundary\r\n"u8.ToArray(), [0xFF, 0xD8]];

    static readonly Gen<int[]> Cuts = Gen.Int[1, 3_000].Array[1, 60];

    [Fact]
    public void Every_picture_comes_out_as_it_went_in_however_the_stream_is_cut() =>
        Gen.Select(Gen.Select(Gen.Int[0, Pictures.Length - 1], Gen.Int[0, Between.Length - 1]).Array[0, 12], Cuts).Sample((parts, cuts) =>
        {
            byte[] stream = [.. parts.SelectMany(static part => (byte[])[.. Between[part.Item2], .. Pictures[part.Item1]])];
            var (pictures, damaged) = Split(stream, cuts);

            Assert.Equal(parts.Select(static part => Pictures[part.Item1]), pictures);
            Assert.Equal(parts.Count(static part => Between[part.Item2] is [0xFF, 0xD8]), damaged);
        }, iter: 300);

    [Fact]
    public void One_byte_at_a_time_is_no_different()
    {
        var (pictures, _) = Split([.. Pictures[0], .. Pictures[1]], [1]);
        Assert.Equal([Pictures[0], Pictures[1]], pictures);
    }

    [Fact]
    public void Any_bytes_at_all_come_out_the_same_however_they_are_cut() =>
        Gen.Select(Gen.Int[0, 5].Array[1, 5], Gen.Select(Gen.Int[0, 50_000], Gen.OneOf(Gen.Byte, Gen.Const((byte)0xFF), Gen.Const((byte)0xD8))).Array[0, 20], Cuts).Sample((parts, damages, cuts) =>
        {
            byte[] stream = [.. parts.SelectMany(static part => Pictures[part])];
            foreach (var (position, value) in damages)
                stream[position % stream.Length] = value;

            var (whole, wholeDamaged) = Split(stream, [stream.Length]);
            var (pieces, piecesDamaged) = Split(stream, cuts);
            Assert.Equal(whole, pieces);
            Assert.Equal(wholeDamaged, piecesDamaged);
        }, iter: 300);

    [Fact]
    public void After_a_picture_that_was_cut_short_at_most_the_next_is_lost() =>
        Gen.Select(Gen.Int[0, 5], Gen.Double[0, 0.999], Cuts).Sample((which, kept, cuts) =>
        {
            byte[] stream = [.. Pictures[0], .. Pictures[which][..(int)(kept * Pictures[which].Length)], .. Pictures[1], .. Pictures[2], .. Pictures[3]];
            var (pictures, damaged) = Split(stream, cuts);

            Assert.Equal(Pictures[0], pictures[0]);
            Assert.Equal([Pictures[2], Pictures[3]], pictures[^2..]);
            // The thumbnail of the one that was cut may come out in its place.
            Assert.InRange(pictures.Count, 3, 5);
            Assert.InRange(damaged, 0, 2);
        }, iter: 300);

    [Fact]
    public void A_picture_cut_in_its_compressed_data_costs_only_itself()
    {
        var (pictures, damaged) = Split([.. Pictures[0][..^40], .. Pictures[1]], [700]);
        Assert.Equal([Pictures[1]], pictures);
        Assert.Equal(1, damaged);
    }

    [Fact]
    public void A_picture_without_an_end_is_given_up_at_the_limit_and_the_next_is_found()
    {
        byte[] endless = [.. Pictures[0][..^2], .. Enumerable.Repeat((byte)0x55, 70_000)];
        foreach (var cut in new[] { 1_000, 200_000 })
        {
            var (pictures, damaged) = Split([.. endless, .. Pictures[1]], [cut], largest: 40_000);
            Assert.Equal([Pictures[1]], pictures);
            Assert.True(damaged > 0);
        }
    }

    [Fact]
    public void Starts_upon_starts_take_no_longer_than_their_number()
    {
        // Segments full of starts, without an end: each start has to be given up for the next.
        byte[] segment = [0xFF, 0xE1, 0xFF, 0xFF, .. Enumerable.Range(0, 65_533).Select(static i => (byte)(i % 3 == 1 ? 0xD8 : 0xFF))];
        byte[] stream = [0xFF, 0xD8, .. Enumerable.Repeat(segment, 60).SelectMany(static part => part), .. Pictures[2]];
        var (pictures, damaged) = Split(stream, [32_768]);
        Assert.Equal(Pictures[2], pictures[^1]);
        Assert.True(damaged > 1_000);
    }

    [Fact]
    public void What_is_left_of_a_picture_at_the_end_counts_as_damaged()
    {
        var (pictures, damaged) = Split([.. Pictures[0], .. Pictures[2][..100]], [64]);
        Assert.Equal([Pictures[0]], pictures);
        Assert.Equal(1, damaged);
    }

    static (List<byte[]> Pictures, int Damaged) Split(byte[] stream, int[] cuts, int largest = 8 << 20)
    {
        var splitter = new MjpegSplitter(largest);
        var pictures = new List<byte[]>();
        for (var (at, cut) = (0, 0); at < stream.Length; cut++)
        {
            var length = Math.Min(cuts[cut % cuts.Length], stream.Length - at);
            stream.AsSpan(at, length).CopyTo(splitter.Room(length).Span);
            splitter.Advance(length);
            at += length;
            Read();
        }

        splitter.Complete();
        Read();
        return (pictures, splitter.Damaged);

        void Read()
        {
            while (splitter.TryRead(out var jpeg))
                pictures.Add(jpeg.ToArray());
        }
    }

    /// <summary>Every second one carries a whole JPEG in its metadata, as a camera's thumbnail.</summary>
    static byte[] Picture(int number)
    {
        using var drawn = new Drawn(40 + (8 * number), 40).Noise(20 * number);
        var jpeg = drawn.Jpeg();
        if (number % 2 == 0)
            return jpeg;
        using var small = new Drawn(16, 16);
        var thumbnail = small.Jpeg();
        var length = thumbnail.Length + 2;
        return [.. jpeg[..2], 0xFF, 0xE1, (byte)(length >> 8), (byte)length, .. thumbnail, .. jpeg[2..]];
    }
}
