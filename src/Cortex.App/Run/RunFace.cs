using Cortex.Assistant.Pump;

namespace Cortex.App.Run;

/// <summary>What the live line shows.</summary>
/// <param name="Status">Where the loop stands.</param>
/// <param name="IsMuted">The microphone is off.</param>
/// <param name="MicrophoneDb">The loudest in the microphone since the last line.</param>
/// <param name="SpeakerDb">The loudest at the loudspeaker.</param>
/// <param name="Words">The newest words of this turn.</param>
/// <param name="IsCameraOff">The camera is off; null: there is none.</param>
internal readonly record struct RunFace(PumpStatus Status, bool IsMuted, double MicrophoneDb, double SpeakerDb, string Words, bool? IsCameraOff = null)
{
    /// <summary>The state in a word.</summary>
    public string Word => this switch
    {
        { Status.IsClosed: true } => "closed",
        { Status.IsReady: false } => "connecting",
        { Status.Phase: TurnPhase.Speaking } => "speaking",
        { Status.IsAway: true } => "reconnecting",
        { Status.Phase: TurnPhase.Thinking } => "thinking",
        { IsMuted: true } => "muted",
        { Status.Phase: TurnPhase.Listening } => "listening",
        _ => "ready",
    };
}
