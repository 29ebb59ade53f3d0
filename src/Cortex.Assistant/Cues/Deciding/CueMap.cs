using Cortex.Assistant.Commands;
using Cortex.Assistant.Pump;
using Cortex.Live;
using Cortex.Media.Devices;

namespace Cortex.Assistant.Cues;

/// <summary>Which cue an event of the pump is: (state, event) → (state, cue). Pure.</summary>
internal static class CueMap
{
    /// <summary>A connection that is made anew within this time is nobody's business.</summary>
    public static readonly TimeSpan OfflineHold = TimeSpan.FromSeconds(1.5);

    private const string OfflineEngine = "offline";
    private const string NoEngine = "none";
    private const string ClimbedBack = "it answers again";

    /// <summary>One step.</summary>
    public static CueMove Next(in CueMapState state, PumpEvent happened) => happened switch
    {
        PhaseChanged change => new(state with { Phase = change.Phase }, Of(state.Phase, change.Phase)),
        TurnEnded { Report: { Interrupted: true, SaidAudioMs: > 0 } } => new(state, Cue.Interrupted),
        // A sound that nobody took for words asked nothing; a question without an answer is a failure, and never a silent one.
        TurnEnded { IsOrder: false, Report: { Answered: false, Interrupted: false, Heard.Length: > 0 } } => new(state, Cue.Error),
        OrderDone order => new(state, Of(order)),
        CameraSwitched switched => new(state, switched.IsOff ? Cue.CameraOff : Cue.CameraOn),
        Noticed { Notice: var notice } => Of(state, notice),
        _ => new(state),
    };

    /// <summary>What happened to a device, as a cue; null: a moment's stumble, which is heard anyway.</summary>
    public static Cue? Of(DeviceEventKind kind) => kind switch
    {
        DeviceEventKind.Lost or DeviceEventKind.Silent => Cue.DeviceLost,
        DeviceEventKind.Back => Cue.DeviceBack,
        _ => null,
    };

    // What the device tells in another way is not told twice.
    private static Cue? Of(OrderDone order) => order switch
    {
        { IsDone: false } => Cue.Denied,
        { IsTold: true } => null,
        { Command: WearerCommand.Mute } => Cue.Muted,
        { Command: WearerCommand.Unmute } => Cue.Unmuted,
        _ => Cue.Confirmed,
    };

    private static Cue? Of(TurnPhase from, TurnPhase to) => (from, to) switch
    {
        // A voice during the answer: that the answer is cut will be told, that it falls silent is heard.
        (TurnPhase.Speaking, TurnPhase.Listening) => null,
        (_, TurnPhase.Listening) => Cue.Listening,
        (TurnPhase.Idle or TurnPhase.Listening, TurnPhase.Thinking) => Cue.Heard,
        (_, TurnPhase.Speaking) => Cue.Speaking,
        _ => null,
    };

    private static CueMove Of(in CueMapState state, Notice notice) => notice switch
    {
        StateChanged { From: ConversationState.Connecting, To: ConversationState.Ready } => new(state, Cue.Ready),
        StateChanged { To: ConversationState.Ready } => new(state, Cue.Online),
        StateChanged { To: ConversationState.Recovering } => new(state, Cue.Offline, OfflineHold),
        RungChanged { To: NoEngine } => new(state, Cue.Error),
        RungChanged { To: OfflineEngine } => new(state, Cue.Offline),
        RungChanged { Why: ClimbedBack } => new(state, Cue.Online),
        RungChanged { From: not NoEngine } => new(state, Cue.Error),
        Lost { What: LostKind.Microphone or LostKind.Text or LostKind.Playback } => new(state, Cue.Error),
        Closed { Reason.Class: CloseClass.Clean } => new(state),
        Closed { Reason.Class: CloseClass.Network } => new(state, Cue.Offline),
        Closed => new(state, Cue.Error),
        _ => new(state),
    };
}
