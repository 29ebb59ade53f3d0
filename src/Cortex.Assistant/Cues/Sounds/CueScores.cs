namespace Cortex.Assistant.Cues;

/// <summary>
/// What each cue is made of. Rising is good, falling is an end, and no two have the same rhythm: in noise the pitch is lost first.
/// </summary>
internal static class CueScores
{
    // D major without its halves: any two go together, and all of them lie where an open ear hears best and little is needed.
    private const double D = 2349;
    private const double E = 2637;
    private const double F = 2960;
    private const double A = 3520;
    private const double B = 3951;
    private const double Low = 2217;

    public static CueNote[] Of(Cue cue) => cue switch
    {
        Cue.Ready => [new(0, 70, D), new(90, 70, F), new(180, 140, A)],
        Cue.Listening => [new(0, 45, D), new(60, 65, A)],
        Cue.Heard => [new(0, 110, F, E)],
        Cue.Thinking => [new(0, 30, E)],
        Cue.Speaking => [new(0, 150, D, F, CueShape.Swelling)],
        Cue.Interrupted => [new(0, 30, A), new(45, 30, F), new(90, 70, D)],
        Cue.Error => [new(0, 80, D, D, CueShape.Rough), new(120, 80, D, D, CueShape.Rough), new(240, 180, Low, Low, CueShape.Rough)],
        Cue.Offline => [new(0, 200, A), new(240, 200, D)],
        Cue.Online => [new(0, 60, F), new(100, 320, B)],
        Cue.Muted => [new(0, 60, B), new(190, 70, D)],
        Cue.Unmuted => [new(0, 150, D), new(170, 110, B)],
        Cue.CameraOn => [new(0, 20, D), new(45, 20, D), new(100, 190, D, A)],
        Cue.CameraOff => [new(0, 190, A, D), new(215, 20, D), new(260, 25, D)],
        Cue.BatteryLow => [new(0, 80, F), new(200, 80, E), new(400, 90, D)],
        Cue.DeviceLost => [new(0, 40, A), new(60, 40, E), new(120, 40, A), new(180, 40, E), new(240, 110, D)],
        Cue.DeviceBack => [new(0, 110, D), new(130, 40, E), new(190, 40, A), new(250, 40, E), new(310, 60, A)],
        Cue.Warning => [new(0, 35, B, B, CueShape.Rough), new(50, 35, B, B, CueShape.Rough), new(150, 35, B, B, CueShape.Rough), new(200, 60, B, B, CueShape.Rough)],
        Cue.Confirmed => [new(0, 25, F), new(35, 25, F), new(70, 60, B)],
        Cue.Denied => [new(0, 55, E), new(80, 25, D), new(115, 85, Low, Low, CueShape.Rough)],
        _ => throw new ArgumentOutOfRangeException(nameof(cue), cue, "there is no such cue"),
    };
}
