namespace Cortex.Assistant.Cues;

/// <summary>How a cue is treated.</summary>
/// <param name="Rank">How much it matters.</param>
/// <param name="Subject">What it speaks of.</param>
/// <param name="Patience">It may begin so late; after that it is dropped.</param>
/// <param name="Repeat">The same again within this time is the same.</param>
/// <param name="Answers">It makes sense only after this one was told.</param>
internal sealed record CueRule(CueRank Rank, CueSubject Subject, TimeSpan Patience, TimeSpan Repeat, Cue? Answers = null)
{
    private static readonly CueRule[] Rules = [.. Enum.GetValues<Cue>().Select(Make)];

    public static int Subjects { get; } = Enum.GetValues<CueSubject>().Length;

    public static CueRule Of(Cue cue) => Rules[(int)cue];

    private static CueRule Make(Cue cue) => cue switch
    {
        Cue.Ready => State(CueSubject.Start),
        Cue.Listening => Step(patienceMs: 200),
        // The acknowledgement comes within 300 ms of the voice's end, or not at all.
        Cue.Heard => Step(patienceMs: 300),
        Cue.Thinking => new(CueRank.Tick, CueSubject.Turn, Ms(CueCore.TickPatienceMs), TimeSpan.Zero),
        Cue.Speaking => Step(patienceMs: 150),
        Cue.Interrupted => Step(patienceMs: 400),
        Cue.Error => State(CueSubject.Trouble),
        Cue.Offline => State(CueSubject.Network),
        Cue.Online => State(CueSubject.Network, Cue.Offline),
        Cue.Muted or Cue.Unmuted => Critical(CueSubject.Microphone),
        Cue.CameraOn or Cue.CameraOff => Critical(CueSubject.Camera),
        Cue.BatteryLow => Critical(CueSubject.Battery),
        Cue.DeviceLost => Critical(CueSubject.Device),
        Cue.DeviceBack => State(CueSubject.Device, Cue.DeviceLost),
        // Said too late it is worse than nothing; its words come right behind.
        Cue.Warning => new(CueRank.Critical, CueSubject.Danger, Ms(300), Ms(1000)),
        Cue.Confirmed or Cue.Denied => new(CueRank.Step, CueSubject.Order, Ms(400), Ms(150)),
        _ => throw new ArgumentOutOfRangeException(nameof(cue), cue, "there is no such cue"),
    };

    private static CueRule Step(int patienceMs) => new(CueRank.Step, CueSubject.Turn, Ms(patienceMs), Ms(400));

    private static CueRule State(CueSubject subject, Cue? answers = null) => new(CueRank.State, subject, Ms(3000), Ms(3000), answers);

    private static CueRule Critical(CueSubject subject) => new(CueRank.Critical, subject, Ms(3000), Ms(1000));

    private static TimeSpan Ms(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
}
