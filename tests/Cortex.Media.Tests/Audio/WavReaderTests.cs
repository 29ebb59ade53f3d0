using System.Buffers.Binary;
using Cortex.Media.Audio;
using Cortex.Testing;
using static Cortex.Media.Tests.Audio.WavBytes;

namespace Cortex.Media.Tests.Audio;

public sealed class WavReaderTests
{
    private static readonly short[] Samples = [0, 1, -1, 255, -256, 16384, -16384, 32767, -32768];

    [Theory]
    [InlineData(1, 8, 256), InlineData(1, 16, 1), InlineData(1, 24, 1), InlineData(1, 32, 1), InlineData(3, 32, 1), InlineData(3, 64, 1)]
    public void Every_width_of_sample_comes_out_as_16_bits(int code, int bits, int coarse)
    {
        var bytes = Samples.SelectMany(s => Encode(s, code, bits)).ToArray();
        var expected = Samples.Select(s => (short)(s / coarse * coarse - (s % coarse < 0 ? coarse : 0)));

        Assert.Equal(expected, Read(File(Chunk("fmt ", Format(code, 1, 16000, bits)), Chunk("data", bytes))));
        Assert.Equal(expected, Read(File(Chunk("fmt ", Extensible(code, 1, 16000, bits)), Chunk("data", bytes))));
    }

    [Fact]
    public void Twelve_bits_lie_at_the_top_of_their_two_bytes() =>
        Assert.Equal([0x7FF0], Read(File(Chunk("fmt ", Format(1, 1, 16000, 12)), Chunk("data", [0xF0, 0x7F]))));

    [Fact]
    public void Floats_beyond_full_scale_are_kept_within_and_what_is_no_number_is_silence()
    {
        float[] floats = [2f, -2f, float.NaN, float.PositiveInfinity, float.NegativeInfinity, 0.5f];
        var bytes = floats.SelectMany(BitConverter.GetBytes).ToArray();

        Assert.Equal([32767, -32768, 0, 32767, -32768, 16384], Read(File(Chunk("fmt ", Format(3, 1, 16000, 32)), Chunk("data", bytes))));
    }

    [Fact]
    public void Many_channels_become_their_mean()
    {
        var stereo = Tone.Bytes([100, 200, -300, -100, 32767, 32767]);
        var six = Tone.Bytes([6, 12, 18, 24, 30, 36]);

        Assert.Equal([150, -200, 32767], Read(File(Chunk("fmt ", Format(1, 2, 16000, 16)), Chunk("data", stereo))));
        Assert.Equal([21], Read(File(Chunk("fmt ", Extensible(1, 6, 16000, 16)), Chunk("data", six))));
    }

    [Fact]
    public void Odd_chunks_before_and_after_the_sound_are_passed_over()
    {
        byte[] file = File(
            Chunk("JUNK", new byte[7]), Chunk("fmt ", [.. Format(1, 1, 8000, 16), 0, 0]), Chunk("LIST", new byte[13]),
            Chunk("fact", new byte[4]), Chunk("data", Tone.Bytes(Samples)), Chunk("LIST", "INFOISFT"u8.ToArray()));

        Assert.Equal(Samples, Read(file));
        Assert.Equal(Samples, Read(file, seekable: false));
    }

    [Theory]
    [InlineData(0xFFFFFFFF), InlineData(0x7FFFF000), InlineData(0x7FFF0000), InlineData(0)]
    public void Lengths_left_open_by_a_pipe_mean_to_the_end(uint size)
    {
        var file = File("RIFF", size, Chunk("fmt ", Format(1, 1, 16000, 16)), Chunk("data", Tone.Bytes(Samples), size));

        Assert.Equal(Samples, Read(file));
        Assert.Equal(Samples, Read(file, seekable: false));
        Assert.Null(WavReader.ReadAll(new MemoryStream(file), "a.wav", 16000).Warning);
    }

    [Fact]
    public void A_64_bit_length_is_believed()
    {
        var ds64 = new byte[28];
        BinaryPrimitives.WriteInt64LittleEndian(ds64.AsSpan(8), 4);
        var file = File("RF64", uint.MaxValue, Chunk("ds64", ds64), Chunk("fmt ", Format(1, 1, 16000, 16)), Chunk("data", Tone.Bytes(Samples), uint.MaxValue));

        Assert.Equal(Samples[..2], Read(file));
    }

    [Fact]
    public void Sound_that_is_cut_off_is_used_and_said()
    {
        var whole = Pcm16(16000, Tone.Ramp(16000));
        var cut = WavReader.ReadAll(new MemoryStream(whole[..(44 + 8001)]), "a.wav", 16000);

        Assert.Equal(Tone.Ramp(4000), cut.Samples.ToArray());
        Assert.Equal("a.wav: is cut off: its header promises 1.00 s of sound, 0.25 s are there; those are used", cut.Warning);
        Assert.Null(WavReader.ReadAll(new MemoryStream(whole), "a.wav", 16000).Warning);
    }

    [Fact]
    public void Any_rate_becomes_the_rate_that_is_wanted()
    {
        var tone = Tone.Sine(440, 44100, 44100);
        var recording = WavReader.ReadAll(new MemoryStream(Pcm16(44100, tone)), "a.wav", 16000);

        Assert.Equal(16000, recording.Samples.Length);
        Assert.Equal(TimeSpan.FromSeconds(1), recording.Duration);
        var expected = Tone.Sine(440, 16000, 16000);
        for (var i = 100; i < 15900; i++)
        {
            Assert.InRange(recording.Samples.Span[i] - expected[i], -8, 8);
        }
    }

    [Theory]
    [InlineData("u8", "wav", 700), InlineData("s16le", "wav", 40), InlineData("s24le", "wav", 40), InlineData("s32le", "wav", 40)]
    [InlineData("f32le", "wav", 40), InlineData("f64le", "wav", 40), InlineData("s16le", "w64", 0)]
    public async Task Ffmpeg_and_Cortex_agree_what_a_file_holds(string codec, string container, int tolerance)
    {
        // To a pipe, two channels, 22,050 Hz, with a comment before the sound.
        var file = await Programs.RunAsync("ffmpeg",
            ["-v", "error", "-f", "lavfi", "-i", "sine=440:r=22050:d=1,volume=4,aformat=channel_layouts=stereo", "-metadata", "title=odd", "-c:a", "pcm_" + codec, "-f", container, "-"]);
        if (container != "wav")
        {
            Assert.Contains("is not a WAV file", Assert.Throws<AudioFileException>(() => Read(file)).Message, StringComparison.Ordinal);
            return;
        }

        var ours = Read(file, seekable: false);
        var raw = await Programs.RunAsync("ffmpeg", ["-v", "error", "-i", "-", "-ac", "1", "-f", "s16le", "-"], file);
        var theirs = new short[raw.Length / 2];
        Pcm.FromBytes(raw, theirs);
        Assert.Equal(22050, ours.Length);
        Assert.Equal(theirs.Length, ours.Length);
        Assert.True(Pcm.Peak(ours) > 10000);
        for (var i = 0; i < ours.Length; i++)
        {
            Assert.InRange(ours[i] - theirs[i], -tolerance, tolerance);
        }
    }

    private static short[] Read(byte[] file, bool seekable = true)
    {
        using var reader = new WavReader(seekable ? new MemoryStream(file) : new Pipe(file), "a.wav");
        var samples = new List<short>();
        var block = new short[5];
        while (reader.Read(block) is > 0 and var count)
        {
            samples.AddRange(block[..count]);
        }

        return [.. samples];
    }

    private static byte[] Encode(short sample, int code, int bits) => (code, bits) switch
    {
        (1, 8) => [(byte)((sample >> 8) + 128)],
        (1, 16) => BitConverter.GetBytes(sample),
        (1, 24) => BitConverter.GetBytes(sample << 8)[..3],
        (1, 32) => BitConverter.GetBytes(sample << 16),
        (3, 32) => BitConverter.GetBytes(sample / 32768f),
        _ => BitConverter.GetBytes(sample / 32768.0),
    };

    /// <summary>Gives a few bytes at a time and cannot seek.</summary>
    private sealed class Pipe(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(3, buffer.Length)]);

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(3, count));
    }
}
