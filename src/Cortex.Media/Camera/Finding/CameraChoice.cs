namespace Cortex.Media.Camera;

/// <summary>What a word for a camera means. Pure but for a look at the disk.</summary>
static class CameraChoice
{
    /// <summary>Whichever is found first.</summary>
    public const string Auto = "auto";

    static readonly string[] Schemes = ["rtsp://", "rtsps://", "http://", "https://"];

    /// <summary>
    /// A live camera: <c>auto</c>, a stream's address, <c>/dev/video0</c>, <c>rpicam:0</c>, or any word that is neither a path, nor ends
    /// as the name of a file does, nor is there as one.
    /// </summary>
    public static bool IsLive(string choice) =>
        choice is Auto
        || IsStream(choice)
        || choice.StartsWith("/dev/video", StringComparison.Ordinal)
        || choice.StartsWith("rpicam:", StringComparison.Ordinal)
        || (!choice.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal) && !EndsAsFile(Path.GetExtension(choice)) && !Path.Exists(choice));

    /// <summary>A stream of the network.</summary>
    public static bool IsStream(string choice) => Schemes.Any(scheme => choice.StartsWith(scheme, StringComparison.OrdinalIgnoreCase));

    /// <summary>A stream's address for people: neither a password nor a query, where keys travel.</summary>
    public static string Named(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri)
        ? uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)
        : "the stream";

    /// <summary>Any argument of a program for people: an address, of whatever kind, as <see cref="Named"/> has it.</summary>
    public static string Plain(string argument) => argument.Contains("://", StringComparison.Ordinal) ? Named(argument) : argument;

    // ".mp4" does, the ".0 Camera" of a "USB 2.0 Camera" does not.
    static bool EndsAsFile(string ending) => ending.Length is >= 2 and <= 5 && ending.Skip(1).All(char.IsAsciiLetterOrDigit) && ending.Any(char.IsAsciiLetter);
}
