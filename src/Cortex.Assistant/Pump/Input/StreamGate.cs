namespace Cortex.Assistant.Pump;

/// <summary>
/// Decides chunk by chunk what goes out: in server turns everything until 20 s without voice, in client turns the activity alone.
/// Marks cross in both. Pure.
/// </summary>
internal static class StreamGate
{
    /// <summary>Chunks without voice after which the microphone pauses in server turns.</summary>
    public const int PauseAfter = 20_000 / 20;

    /// <summary>The start.</summary>
    public static GateState Begin(bool clientTurns) => new(Open: !clientTurns, Voice: false, Quiet: 0);

    /// <summary>One chunk.</summary>
    /// <param name="state">Where things stand.</param>
    /// <param name="started">The detector became sure of a voice in this chunk.</param>
    /// <param name="ended">The detector became sure of its end in this chunk.</param>
    /// <param name="clientTurns">The client marks activity on the wire.</param>
    /// <param name="muted">The wearer wants not to be heard: what is open is closed, and nothing is sent or kept.</param>
    public static (GateState State, GateActions Actions) Advance(in GateState state, bool started, bool ended, bool clientTurns, bool muted = false)
    {
        var (open, voice, quiet) = state;
        if (muted)
        {
            var closing = (voice ? GateActions.End : GateActions.None) | (open && !clientTurns ? GateActions.Pause : GateActions.None);
            return (new(Open: false, Voice: false, Quiet: 0), closing | GateActions.Forget);
        }

        var actions = GateActions.None;
        if (started && !voice)
        {
            voice = true;
            actions |= GateActions.Start | (open ? GateActions.None : GateActions.PreRoll);
            open = true;
        }

        actions |= open ? GateActions.Send : GateActions.None;
        quiet = voice ? 0 : quiet + 1;
        if (ended && voice)
        {
            voice = false;
            actions |= GateActions.End;
            open = !clientTurns;
        }

        if (open && !voice && quiet >= PauseAfter)
        {
            open = false;
            actions |= GateActions.Pause;
        }

        return (new(open, voice, quiet), actions);
    }
}
