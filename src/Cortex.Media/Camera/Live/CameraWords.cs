using System.Text.RegularExpressions;

namespace Cortex.Media.Camera;

/// <summary>Understands what ffmpeg and rpicam-vid say when they fail. Pure.</summary>
static partial class CameraWords
{
    static readonly (string Words, CameraFaultKind Kind)[] Known =
    [
        ("device or resource busy", CameraFaultKind.Busy),
        ("in use by another process", CameraFaultKind.Busy),
        ("failed to acquire camera", CameraFaultKind.Busy),
        ("permission denied", CameraFaultKind.Forbidden),
        ("no such device", CameraFaultKind.NotThere),
        ("no such file or directory", CameraFaultKind.NotThere),
        ("no cameras available", CameraFaultKind.NotThere),
        ("input/output error", CameraFaultKind.NotThere),
        ("connection refused", CameraFaultKind.Unreachable),
        ("connection timed out", CameraFaultKind.Unreachable),
        ("no route to host", CameraFaultKind.Unreachable),
        ("failed to resolve hostname", CameraFaultKind.Unreachable),
        ("server returned", CameraFaultKind.Refused),
    ];

    /// <summary>What kind of fault the words tell of.</summary>
    /// <param name="words">What the program said; null: nothing.</param>
    /// <param name="isStream">A stream of the network: its end is an "input/output error" too, and it has neither a plug nor a user's group.</param>
    public static CameraFaultKind Of(string? words, bool isStream = false)
    {
        var kind = Array.Find(Known, known => words?.Contains(known.Words, StringComparison.OrdinalIgnoreCase) is true).Kind;
        return isStream && kind is not (CameraFaultKind.Unreachable or CameraFaultKind.Refused) ? CameraFaultKind.Ended : kind;
    }

    /// <summary>The words without what only the program's makers need, and with no address but as <see cref="CameraChoice.Named"/> has it.</summary>
    /// <param name="words">What the program said; null: nothing.</param>
    /// <param name="arguments">What it was given: an address among them may hold blanks.</param>
    public static string? Plain(string? words, IEnumerable<string> arguments)
    {
        if (words is null)
            return null;
        foreach (var argument in arguments)
            words = CameraChoice.Plain(argument) is var plain && plain != argument ? words.Replace(argument, plain, StringComparison.Ordinal) : words;
        // A server sends the program on to other addresses, with keys of their own.
        return Address().Replace(Tag().Replace(words, ""), static found => CameraChoice.Named(found.Value));
    }

    [GeneratedRegex(@"\b[a-z][a-z0-9+.-]*://[^\s'""<>]*[^\s'""<>:;,.()]", RegexOptions.IgnoreCase)]
    private static partial Regex Address();

    // "[video4linux2,v4l2 @ 0x55d0c0] "
    [GeneratedRegex(@"^\[[^\]]* @ 0x[0-9a-f]+\] ")]
    private static partial Regex Tag();
}
