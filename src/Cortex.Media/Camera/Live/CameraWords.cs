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
        ("server returned", CameraFaultKind.Unreachable),
    ];

    /// <summary>What kind of fault the words tell of.</summary>
    public static CameraFaultKind Of(string? words) =>
        Array.Find(Known, known => words?.Contains(known.Words, StringComparison.OrdinalIgnoreCase) is true).Kind;

    /// <summary>The words without what only the program's makers need, and without the address as it was given.</summary>
    public static string? Plain(string? words, string choice) =>
        words is null ? null : Tag().Replace(CameraChoice.IsStream(choice) ? words.Replace(choice, CameraChoice.Named(choice), StringComparison.Ordinal) : words, "");

    // "[video4linux2,v4l2 @ 0x55d0c0] "
    [GeneratedRegex(@"^\[[^\]]* @ 0x[0-9a-f]+\] ")]
    private static partial Regex Tag();
}
