namespace Cortex.Engines.Recording;

/// <summary>The form of a recording: JSON lines, the first names the version. Described in docs/testing.md.</summary>
internal static class RecordingFormat
{
    /// <summary>Of the format.</summary>
    public const int Version = 1;

    public const string Mark = "cortexRecording";

    public static string NameOf(RecordingLineKind kind) => kind switch
    {
        RecordingLineKind.Up => "up",
        RecordingLineKind.Down => "down",
        RecordingLineKind.Notice => "notice",
        RecordingLineKind.Lost => "lost",
        _ => "end",
    };
}
