namespace Cortex.Engines.Recording;

/// <summary>The form of a recording: JSON lines, the first names the version. Described in docs/recordings.md.</summary>
internal static class RecordingFormat
{
    /// <summary>Of the format; 1 had one word for sound and pictures, and no events of this device.</summary>
    public const int Version = 2;

    public const string Mark = "cortexRecording";

    public static readonly RecordingLineKind[] Kinds = Enum.GetValues<RecordingLineKind>();

    public static string NameOf(RecordingLineKind kind) => kind switch
    {
        RecordingLineKind.Up => "up",
        RecordingLineKind.Down => "down",
        RecordingLineKind.Notice => "notice",
        RecordingLineKind.Event => "event",
        RecordingLineKind.Lost => "lost",
        _ => "end",
    };
}
