using System.Text;

namespace Cortex.Media.Audio;

/// <summary>The one place that words what is wrong with a sound file: what, where, what to do.</summary>
internal static class WavErrors
{
    public static AudioFileException NotOpened(string path, Exception cause) => new(
        cause switch
        {
            FileNotFoundException or DirectoryNotFoundException => $"{path}: there is no such sound file; check the path",
            UnauthorizedAccessException when Directory.Exists(path) => $"{path}: is a folder, not a sound file; name a WAV file in it",
            UnauthorizedAccessException => $"{path}: may not be read; check its permissions",
            _ => $"{path}: cannot be read: {cause.Message}",
        },
        cause);

    public static AudioFileException NotCreated(string path, Exception cause) => new(
        cause switch
        {
            DirectoryNotFoundException => $"{path}: cannot be written, its folder does not exist; create it or name another place",
            UnauthorizedAccessException when Directory.Exists(path) => $"{path}: cannot be written, it is a folder; name a file in it",
            UnauthorizedAccessException => $"{path}: may not be written; check the permissions or name another place",
            _ => $"{path}: cannot be written: {cause.Message}",
        },
        cause);

    public static AudioFileException NotWritten(string name, Exception cause) =>
        new($"{name}: writing failed: {cause.Message} (is the disk full?); what was written before is kept", cause);

    public static AudioFileException Empty(string name) => new($"{name}: is empty (0 bytes); record it again");

    public static AudioFileException Silent(string name) => new($"{name}: is a WAV file without any sound in it; record it again");

    public static AudioFileException TooLong(string name, TimeSpan limit) =>
        new($"{name}: is longer than {limit.TotalMinutes:0} minutes; cut it: ffmpeg -i \"{name}\" -t {limit.TotalSeconds:0} shorter.wav");

    public static AudioFileException Damaged(string name, string what) =>
        new($"{name}: is a damaged WAV file: {what}; {Convert(name)}");

    public static AudioFileException Compressed(string name, int code) =>
        new($"{name}: holds {Codec(code)} sound; only PCM and floating point are read; {Convert(name)}");

    public static AudioFileException NotWav(string name, ReadOnlySpan<byte> start) =>
        new($"{name}: is not a WAV file{Kind(start)}; {Convert(name)}");

    private static string Convert(string name) => $"convert it: ffmpeg -i \"{name}\" -ar 16000 -ac 1 converted.wav";

    private static string Codec(int code) => code switch
    {
        2 => "Microsoft ADPCM",
        6 => "A-law",
        7 => "µ-law",
        0x11 => "IMA ADPCM",
        0x31 => "GSM",
        0x50 or 0x55 => "MPEG (MP3)",
        0xFF or 0x1600 or 0x1610 => "AAC",
        0x160 or 0x161 => "Windows Media",
        _ => $"compressed (format 0x{code:X4})",
    };

    private static string Printable(ReadOnlySpan<byte> name) =>
        new([.. Encoding.ASCII.GetString(name).Trim().Select(c => char.IsControl(c) ? '?' : c)]);

    private static string Kind(ReadOnlySpan<byte> start) => start switch
    {
        _ when start.StartsWith("ID3"u8) || start is [0xFF, 0xFB or 0xF3 or 0xF2 or 0xFA, ..] => " but MP3",
        _ when start.StartsWith("OggS"u8) => " but Ogg (Vorbis or Opus)",
        _ when start.StartsWith("fLaC"u8) => " but FLAC",
        _ when start.StartsWith("FORM"u8) => " but AIFF",
        _ when start.StartsWith("RIFX"u8) => " but big-endian RIFX",
        _ when start.StartsWith("caff"u8) => " but CAF",
        _ when start is [0x1A, 0x45, 0xDF, 0xA3, ..] => " but Matroska or WebM",
        _ when start.Length >= 8 && start[4..].StartsWith("ftyp"u8) => " but MP4 or M4A",
        _ when start.StartsWith("RIFF"u8) && start.Length >= 12 => $" but RIFF of kind '{Printable(start[8..12])}'",
        _ when start.Length < 12 => $" (it has {start.Length} bytes)",
        _ => "",
    };
}
