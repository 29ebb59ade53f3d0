using System.Buffers.Binary;

namespace Cortex.Media.Audio;

/// <summary>Walks the chunks of a WAV file up to its sound.</summary>
/// <param name="Format">What the sound is written in.</param>
/// <param name="DataBytes">Length of the sound, or null where only the end of the file tells (written to a pipe).</param>
/// <param name="Ahead">Bytes of the sound that were read already.</param>
internal sealed record WavHeader(WavFormat Format, long? DataBytes, ReadOnlyMemory<byte> Ahead)
{
    private const int MaxFormatBytes = 4096;

    // What writes to a pipe cannot know the length: ffmpeg says 0xFFFFFFFF, sox and espeak-ng a little under 2 GiB, others 0.
    private const uint UnknownLength = 0x7FFF_0000;

    public static WavHeader Read(Stream stream, string name)
    {
        Span<byte> head = stackalloc byte[12];
        var got = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        if (got == 0)
        {
            throw WavErrors.Empty(name);
        }

        head = head[..got];
        var is64 = head.StartsWith("RF64"u8);
        if (got < 12 || !(is64 || head.StartsWith("RIFF"u8)) || !head[8..].SequenceEqual("WAVE"u8))
        {
            throw WavErrors.NotWav(name, head);
        }

        return ReadChunks(stream, name);
    }

    private static WavHeader ReadChunks(Stream stream, string name)
    {
        WavFormat? format = null;
        long? longData = null;
        Span<byte> head = stackalloc byte[8];
        while (stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length)
        {
            var size = BinaryPrimitives.ReadUInt32LittleEndian(head[4..]);
            if (head.StartsWith("data"u8))
            {
                return format is null ? throw WavErrors.Damaged(name, "its sound comes before its format") : Data(stream, format, size, longData);
            }

            if (head.StartsWith("fmt "u8))
            {
                format = WavFormat.Parse(Body(stream, name, "fmt", size), name);
            }
            else if (head.StartsWith("ds64"u8))
            {
                var body = Body(stream, name, "ds64", size);
                longData = body.Length >= 16 ? BinaryPrimitives.ReadInt64LittleEndian(body[8..]) : null;
            }
            else
            {
                Skip(stream, size + (size & 1L));
            }
        }

        throw WavErrors.Damaged(name, format is null ? "it ends before its format" : "it ends before its sound");
    }

    private static WavHeader Data(Stream stream, WavFormat format, uint size, long? longData)
    {
        if (size >= UnknownLength)
        {
            var fits = stream.CanSeek && size != uint.MaxValue && stream.Length - stream.Position >= size;
            return new WavHeader(format, longData is > 0 ? longData : fits ? size : null, default);
        }

        if (size > 0)
        {
            return new WavHeader(format, size, default);
        }

        // 0: either nothing follows but other chunks, or a pipe's writer never came back to say how much.
        var ahead = new byte[4];
        var got = stream.ReadAtLeast(ahead, ahead.Length, throwOnEndOfStream: false);
        var isEmpty = got == 0 || IsKnownChunk(ahead);
        return new WavHeader(format, isEmpty ? 0 : null, isEmpty ? default : ahead.AsMemory(0, got));
    }

    private static bool IsKnownChunk(ReadOnlySpan<byte> id) =>
        id.SequenceEqual("LIST"u8) || id.SequenceEqual("fact"u8) || id.SequenceEqual("id3 "u8) || id.SequenceEqual("ID3 "u8)
        || id.SequenceEqual("JUNK"u8) || id.SequenceEqual("cue "u8) || id.SequenceEqual("PEAK"u8) || id.SequenceEqual("bext"u8);

    private static ReadOnlySpan<byte> Body(Stream stream, string name, string chunk, uint size)
    {
        if (size > MaxFormatBytes)
        {
            throw WavErrors.Damaged(name, $"its {chunk} chunk says it has {size} bytes");
        }

        var body = new byte[size + (size & 1)];
        var got = stream.ReadAtLeast(body, body.Length, throwOnEndOfStream: false);
        return got < size ? throw WavErrors.Damaged(name, $"it ends inside its {chunk} chunk") : body.AsSpan(0, (int)size);
    }

    private static void Skip(Stream stream, long count)
    {
        if (stream.CanSeek)
        {
            stream.Position = Math.Min(stream.Length, stream.Position + count);
            return;
        }

        Span<byte> waste = stackalloc byte[1024];
        while (count > 0 && stream.Read(waste[..(int)Math.Min(count, waste.Length)]) is > 0 and var got)
        {
            count -= got;
        }
    }
}
