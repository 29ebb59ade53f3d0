namespace Cortex.Assistant.Cues;

/// <summary>
/// The sounds of the cues, made once when the first is asked for: mono, 16 bits, peaks at −4.5 dBFS, most of their energy between 2
/// and 5 kHz and next to none above 8 kHz; a tick takes 15 to 60 ms, a step of a turn 80 to 220 ms, a state 250 to 500 ms.
/// </summary>
public static class CueSounds
{
    /// <summary>Samples a second.</summary>
    public const int SampleRateHz = 24_000;

    private static readonly ReadOnlyMemory<short>[] Sounds =
        [.. Enum.GetValues<Cue>().Select(static cue => (ReadOnlyMemory<short>)CueTone.Render(CueScores.Of(cue), SampleRateHz))];

    /// <summary>The sound of a cue: the same memory each time; never changes.</summary>
    public static ReadOnlyMemory<short> Of(Cue cue) => Sounds[(int)cue];

    /// <summary>How long it sounds.</summary>
    public static TimeSpan LengthOf(Cue cue) => TimeSpan.FromTicks(Sounds[(int)cue].Length * TimeSpan.TicksPerSecond / SampleRateHz);

    /// <summary>A cue in words, for people: <c>camera on</c>.</summary>
    public static string NameOf(Cue cue) => cue switch
    {
        Cue.Thinking => "thinking tick",
        Cue.Speaking => "speaking starts",
        Cue.Online => "back online",
        Cue.CameraOn => "camera on",
        Cue.CameraOff => "camera off",
        Cue.BatteryLow => "battery low",
        Cue.DeviceLost => "device lost",
        Cue.DeviceBack => "device back",
        _ => cue.ToString().ToLowerInvariant(),
    };
}
