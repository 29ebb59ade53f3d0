namespace Cortex.Assistant.Cues;

/// <summary>The pattern of each cue. A small motor needs 50 ms to be felt, and skin tells long from short, hardly more.</summary>
public static class CueVibrations
{
    private const int Short = 80;
    private const int Long = 300;
    private const int Gap = 80;

    private static readonly VibrationPattern?[] Patterns = [.. Enum.GetValues<Cue>().Select(Make)];

    /// <summary>The pattern, or null for a cue that is only heard.</summary>
    public static VibrationPattern? Of(Cue cue) => Patterns[(int)cue];

    private static VibrationPattern? Make(Cue cue) => cue switch
    {
        Cue.Ready => new(Short, Gap, Short, Gap, Long),
        Cue.Listening => new(Short),
        Cue.Heard => new(Short, Gap, Short),
        Cue.Interrupted => new(Short, Gap, Short, Gap, Short),
        Cue.Error => new(Long, Gap, Long, Gap, Long),
        Cue.Offline => new(Long, Gap, Long),
        Cue.Online => new(Long),
        Cue.Muted => new(Long, Gap, Short),
        Cue.Unmuted => new(Short, Gap, Long),
        Cue.CameraOn => new(Short, Gap, Long, Gap, Short),
        Cue.CameraOff => new(Long, Gap, Short, Gap, Long),
        Cue.BatteryLow => new(Long, Gap, Short, Gap, Short),
        Cue.DeviceLost => new(Long, Gap, Long, Gap, Short),
        Cue.DeviceBack => new(Short, Gap, Long, Gap, Long),
        Cue.Warning => new(Long, Gap, Long, Gap, Long, Gap, Long),
        Cue.Confirmed => new(Short, Gap, Short, Gap, Short, Gap, Short),
        Cue.Denied => new(Long, Gap, Short, Gap, Long, Gap, Short),
        // A tick every 0.7 s on the skin would be a nuisance, and the answer's first word needs no announcement there.
        _ => null,
    };
}
