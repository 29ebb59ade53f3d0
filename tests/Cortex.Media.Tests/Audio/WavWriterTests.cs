using Cortex.Media.Audio;
using Cortex.Testing;

namespace Cortex.Media.Tests.Audio;

public sealed class WavWriterTests
{
    [Fact]
    public void A_finished_file_is_these_bytes()
    {
        var stream = new MemoryStream();
        using (var writer = new WavWriter(stream, "a.wav", 24000))
        {
            writer.Write([1, -2]);
            Assert.Equal(2, writer.Samples);
        }

        Assert.Equal(
            "52494646" + "28000000" + "57415645" + "666D7420" + "10000000" + "0100" + "0100" + "C05D0000" + "80BB0000" + "0200" + "1000"
            + "64617461" + "04000000" + "0100" + "FEFF",
            Convert.ToHexString(stream.ToArray()));
    }

    [Fact]
    public void Everything_flushed_is_whole_in_a_file_whose_writer_was_killed()
    {
        var stream = new MemoryStream();
        var writer = new WavWriter(stream, "a.wav", 16000);
        writer.Write(Tone.Ramp(20000));
        writer.Flush();
        writer.Write(Tone.Ramp(9000));

        var left = WavReader.ReadAll(new MemoryStream(stream.ToArray()), "a.wav", 16000);
        Assert.Equal(Tone.Ramp(20000), left.Samples.ToArray());
        Assert.Null(left.Warning);

        writer.Dispose();
        writer.Dispose();
        Assert.Equal(29000, WavReader.ReadAll(new MemoryStream(stream.ToArray()), "a.wav", 16000).Samples.Length);
    }

    [Fact]
    public void A_pipe_gets_open_lengths_that_readers_understand()
    {
        var pipe = new OneWay();
        using (var writer = new WavWriter(pipe, "pipe", 16000))
        {
            writer.Write(Tone.Ramp(10000));
        }

        Assert.Equal(Tone.Ramp(10000), WavReader.ReadAll(new MemoryStream(pipe.ToArray()), "pipe", 16000).Samples.ToArray());
    }

    [Theory]
    [InlineData("sox", "--i", "-s")]
    [InlineData("ffprobe", "-v", "error", "-show_entries", "stream=duration_ts", "-of", "csv=p=0")]
    public async Task Other_programs_read_the_same_length(string program, params string[] arguments)
    {
        var path = Path.Combine(Path.GetTempPath(), $"cortex-{Guid.NewGuid():N}.wav");
        try
        {
            using (var writer = new WavWriter(path, 24000))
            {
                writer.Write(Tone.Sine(440, 24000, 31234));
            }

            var said = System.Text.Encoding.ASCII.GetString(await Programs.RunAsync(program, [.. arguments, path]));
            Assert.Equal("31234", said.Trim());
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_place_that_cannot_be_written_says_so()
    {
        Assert.Equal(
            "/nowhere/a.wav: cannot be written, its folder does not exist; create it or name another place",
            Assert.Throws<AudioFileException>(() => new WavWriter("/nowhere/a.wav", 16000)).Message);
        Assert.Equal(
            $"{Path.GetTempPath()}: cannot be written, it is a folder; name a file in it",
            Assert.Throws<AudioFileException>(() => new WavWriter(Path.GetTempPath(), 16000)).Message);
    }

    [Fact]
    public void A_full_disk_says_what_became_of_the_file()
    {
        var writer = new WavWriter(new FullDisk(1000), "a.wav", 16000);
        writer.Write(Tone.Ramp(500));

        var fault = Assert.Throws<AudioFileException>(() => writer.Flush());
        Assert.Equal("a.wav: writing failed: no space left (is the disk full?); what was written before is kept", fault.Message);
    }

    private sealed class OneWay : MemoryStream
    {
        public override bool CanSeek => false;
    }

    private sealed class FullDisk(int room) : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count)
        {
            if (Length + count > room)
            {
                throw new IOException("no space left");
            }

            base.Write(buffer, offset, count);
        }
    }
}
