using System.IO.Compression;
using System.Text;
using CsCheck;
using Cortex.Engines.Recording;
using Cortex.Engines.Recording.Cassettes;

namespace Cortex.Engines.Tests;

/// <summary>What is read of a packed recording that was cut, flipped or filled with something else.</summary>
public sealed class DamageTests
{
    private static readonly int[] Blocks = [3, 1, 40, 7, 2, 12];

    [Fact]
    public void A_whole_one_is_read_whole_by_us_and_by_everybodys_gzip()
    {
        var (bytes, _) = Tape.Make(Blocks);

        var (numbers, reader) = Tape.Read(bytes);
        Assert.Equal(Enumerable.Range(0, Blocks.Sum()), numbers);
        Assert.Equal((0, false, "live"), (reader.DamageCount, reader.IsCut, reader.Header.Engine));

        using var gzip = new StreamReader(new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress), Encoding.UTF8);
        Assert.Equal(Tape.Header + "\n" + string.Concat(Enumerable.Range(0, Blocks.Sum()).Select(static number => Tape.Line(number) + "\n")), gzip.ReadToEnd());
    }

    [Fact]
    public void Cut_anywhere_all_blocks_before_the_cut_are_read()
    {
        var (bytes, ends) = Tape.Make(Blocks);
        for (var length = ends[0]; length < bytes.Length; length++)
        {
            var (numbers, reader) = Tape.Read(bytes[..length]);

            var whole = Blocks[..(ends.Count(end => end <= length) - 1)].Sum();
            Assert.Equal(Enumerable.Range(0, whole), numbers);
            Assert.Equal((!ends.Contains(length), 0), (reader.IsCut, reader.DamageCount));
        }
    }

    [Fact]
    public void Damaged_anywhere_all_other_blocks_are_read_and_the_place_is_told()
    {
        var (bytes, ends) = Tape.Make(Blocks);
        Gen.Select(Gen.Int[0, bytes.Length - 1], Gen.Int[1, 40], Gen.Byte[1, 255]).Sample((at, length, change) =>
        {
            var damaged = bytes.ToArray();
            length = Math.Min(length, bytes.Length - at);
            foreach (ref var one in damaged.AsSpan(at, length))
            {
                one ^= change;
            }

            var (numbers, reader) = Tape.Read(damaged);

            var (first, last) = (ends.Count(end => end <= at), ends.Count(end => end <= at + length - 1));
            var expected = new List<int>();
            for (var (block, number) = (1, 0); block < ends.Length; number += Blocks[block - 1], block++)
            {
                expected.AddRange(block < first || block > last ? Enumerable.Range(number, Blocks[block - 1]) : []);
            }

            Assert.Equal(expected, numbers);
            Assert.True(reader.DamageCount > 0 || reader.IsCut);
        }, iter: 2_000);
    }

    [Fact]
    public void Bytes_that_slipped_in_between_blocks_cost_no_block()
    {
        var (bytes, ends) = Tape.Make(Blocks);

        var (numbers, reader) = Tape.Read([.. bytes[..ends[2]], .. bytes[..10], .. "noise"u8, .. bytes[ends[2]..]]);

        Assert.Equal(Enumerable.Range(0, Blocks.Sum()), numbers);
        Assert.Equal((1, false), (reader.DamageCount, reader.IsCut));
    }

    [Fact]
    public void A_plain_one_damaged_anywhere_throws_nothing_and_keeps_every_line_that_was_not_hit()
    {
        var lines = Enumerable.Range(0, 60).Select(Tape.Line).Prepend(Tape.Header).ToArray();
        var bytes = Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n");
        Gen.Select(Gen.Int[Tape.Header.Length + 1, bytes.Length - 1], Gen.Byte, Gen.Int[0, 200]).Sample((at, value, cut) =>
        {
            var damaged = bytes[..Math.Max(at + 1, bytes.Length - cut)].ToArray();
            damaged[at] = value;

            var cassette = Cassette.Read("tape.jsonl", damaged);

            // A line that was hit may still read, as another word: only packed recordings know.
            var unhit = Encoding.UTF8.GetString(damaged).Split('\n')[1..^1].Intersect(lines).Count();
            Assert.True(cassette.Lines.Count >= unhit, $"{cassette.Lines.Count} of {unhit}");
        }, iter: 2_000);
    }

    [Fact]
    public void Anything_at_all_is_read_or_refused_in_one_line()
    {
        var (tape, _) = Tape.Make(2, 2);
        var pieces = Gen.OneOf(Gen.Byte.Array[0, 60], Gen.Int[0, tape.Length].Select(end => tape[..end]), Gen.Const(Encoding.UTF8.GetBytes(Tape.Header + "\n")), Gen.Const(Encoding.UTF8.GetBytes(Tape.Line(1) + "\n")));
        pieces.Array[0, 6].Sample(parts =>
        {
            try
            {
                _ = Cassette.Read("any", parts.SelectMany(static part => part).ToArray());
            }
            catch (RecordingException refused)
            {
                Assert.DoesNotContain('\n', refused.Message);
            }
        }, iter: 3_000);
    }

    [Fact]
    public void A_recording_that_was_packed_by_another_program_is_named()
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(Tape.Header + "\n"));
        }

        Assert.Contains("gunzip", Assert.Throws<RecordingException>(() => Cassette.Read("x.gz", packed.ToArray())).Message, StringComparison.Ordinal);
    }
}
