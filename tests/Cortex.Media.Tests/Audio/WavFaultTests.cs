using CsCheck;
using Cortex.Media.Audio;
using static Cortex.Media.Tests.Audio.WavBytes;

namespace Cortex.Media.Tests.Audio;

/// <summary>Sound files that cannot be used: one line that says what, where and what to do.</summary>
public sealed class WavFaultTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cortex-wav-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_file_that_is_missing_empty_or_a_folder_says_so()
    {
        var missing = Path.Combine(_folder.FullName, "no.wav");
        var empty = Path.Combine(_folder.FullName, "empty.wav");
        System.IO.File.WriteAllBytes(empty, []);

        Assert.Equal($"{missing}: there is no such sound file; check the path", Message(() => WavReader.ReadAll(missing, 16000)));
        Assert.Equal($"{empty}: is empty (0 bytes); record it again", Message(() => WavReader.ReadAll(empty, 16000)));
        Assert.Equal($"{_folder.FullName}: is a folder, not a sound file; name a WAV file in it", Message(() => WavReader.ReadAll(_folder.FullName, 16000)));
    }

    [Theory]
    [InlineData("4944330400000000000000000000", " but MP3")]
    [InlineData("FFFB90640000000000000000", " but MP3")]
    [InlineData("4F67675300020000000000000000", " but Ogg (Vorbis or Opus)")]
    [InlineData("664C6143000000220000000000", " but FLAC")]
    [InlineData("000000206674797069736F6D0000", " but MP4 or M4A")]
    [InlineData("1A45DFA30000000000000000", " but Matroska or WebM")]
    [InlineData("524946460000000041564920", " but RIFF of kind 'AVI'")]
    [InlineData("48656C6C6F", " (it has 5 bytes)")]
    [InlineData("48656C6C6F2C20776F726C642E", "")]
    public void What_is_no_WAV_is_named_and_can_be_converted(string hex, string kind) =>
        Assert.Equal(
            $"a.wav: is not a WAV file{kind}; convert it: ffmpeg -i \"a.wav\" -ar 16000 -ac 1 converted.wav",
            Message(() => ReadAll(Convert.FromHexString(hex))));

    [Theory]
    [InlineData(2, "Microsoft ADPCM"), InlineData(6, "A-law"), InlineData(7, "µ-law"), InlineData(0x55, "MPEG (MP3)"), InlineData(0x1234, "compressed (format 0x1234)")]
    public void Compressed_sound_is_named_and_can_be_converted(int code, string name) =>
        Assert.StartsWith(
            $"a.wav: holds {name} sound; only PCM and floating point are read; convert it: ffmpeg",
            Message(() => ReadAll(File(Chunk("fmt ", Format(code, 1, 8000, 8)), Chunk("data", new byte[100])))), StringComparison.Ordinal);

    [Theory]
    [InlineData(1, 0, 16000, 16, null, "0 channels")]
    [InlineData(1, 65, 16000, 16, null, "65 channels")]
    [InlineData(1, 1, 0, 16, null, "0 samples a second")]
    [InlineData(1, 1, 999, 16, null, "999 samples a second")]
    [InlineData(1, 1, -1, 16, null, "2147483647 samples a second")]
    [InlineData(1, 1, 16000, 0, null, "0 bits")]
    [InlineData(1, 1, 16000, 64, null, "64 bits")]
    [InlineData(3, 1, 16000, 16, null, "16 bits")]
    [InlineData(1, 2, 16000, 16, 3, "3 bytes for 2 samples of 16 bits")]
    public void A_header_that_cannot_be_true_says_which_number(int code, int channels, int rate, int bits, int? align, string fault)
    {
        var message = Message(() => ReadAll(File(Chunk("fmt ", Format(code, channels, rate, bits, align)), Chunk("data", new byte[96]))));

        Assert.StartsWith("a.wav: is a damaged WAV file: its header says ", message, StringComparison.Ordinal);
        Assert.Contains(fault, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void A_file_without_its_parts_says_which()
    {
        var format = Chunk("fmt ", Format(1, 1, 16000, 16));
        Assert.Contains("it ends before its format", Message(() => ReadAll(File())), StringComparison.Ordinal);
        Assert.Contains("it ends before its sound", Message(() => ReadAll(File(format))), StringComparison.Ordinal);
        Assert.Contains("its sound comes before its format", Message(() => ReadAll(File(Chunk("data", new byte[4]), format))), StringComparison.Ordinal);
        Assert.Contains("its fmt chunk says it has 4294967280 bytes", Message(() => ReadAll(File(Chunk("fmt ", new byte[16], 0xFFFFFFF0)))), StringComparison.Ordinal);
        Assert.Contains("its format chunk has 4 bytes", Message(() => ReadAll(File(Chunk("fmt ", new byte[4])))), StringComparison.Ordinal);
        Assert.Equal("a.wav: is a WAV file without any sound in it; record it again", Message(() => ReadAll(File(format, Chunk("data", [])))));
        Assert.Equal("a.wav: is a WAV file without any sound in it; record it again", Message(() => ReadAll(File(format, Chunk("data", []), Chunk("LIST", new byte[8])))));
    }

    [Fact]
    public void A_recording_longer_than_a_quarter_of_an_hour_can_be_cut()
    {
        var header = File("RIFF", uint.MaxValue, Chunk("fmt ", Format(1, 1, 8000, 8)), Chunk("data", [], uint.MaxValue));

        var fault = Assert.Throws<AudioFileException>(() => WavReader.ReadAll(new MemoryStream([.. header, .. new byte[8000 * 901]]), "a.wav", 8000));
        Assert.Equal("a.wav: is longer than 15 minutes; cut it: ffmpeg -i \"a.wav\" -t 900 shorter.wav", fault.Message);
    }

    [Fact]
    public void Whatever_the_bytes_they_are_sound_or_one_clear_line()
    {
        byte[] good = File(Chunk("LIST", new byte[5]), Chunk("fmt ", Extensible(1, 2, 16000, 24)), Chunk("data", new byte[120]));
        var damaged = Gen.Select(Gen.Int[0, good.Length], Gen.Int[0, good.Length - 1].Array[0, 4], Gen.Byte.Array[4]).Select((length, places, values) =>
        {
            var bytes = good.ToArray();
            for (var i = 0; i < places.Length; i++)
            {
                bytes[places[i]] = values[i];
            }

            return bytes[..length];
        });
        damaged.Sample(bytes =>
        {
            try
            {
                Assert.NotEqual(0, ReadAll(bytes).Samples.Length);
            }
            catch (AudioFileException e)
            {
                Assert.StartsWith("a.wav: ", e.Message, StringComparison.Ordinal);
                Assert.DoesNotContain('\n', e.Message);
            }
        }, iter: 10_000);
    }

    private static AudioRecording ReadAll(byte[] bytes) => WavReader.ReadAll(new MemoryStream(bytes), "a.wav", 16000);

    private static string Message(Func<object> read) => Assert.Throws<AudioFileException>(read).Message;
}
