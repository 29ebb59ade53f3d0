using Cortex.Assistant.Report;

namespace Cortex.Assistant.Remote;

/// <summary>Brings what a device measured together with what was seen here.</summary>
internal static class MeasuredTiming
{
    /// <summary>What was measured, and where nothing was, what was seen.</summary>
    public static TurnTiming With(this TurnTiming seen, TurnTiming measured) => seen with
    {
        VoiceStartMs = measured.VoiceStartMs ?? seen.VoiceStartMs,
        VoiceEndMs = measured.VoiceEndMs ?? seen.VoiceEndMs,
        VoiceEndDecidedMs = measured.VoiceEndDecidedMs ?? seen.VoiceEndDecidedMs,
        TurnEndSentMs = measured.TurnEndSentMs ?? seen.TurnEndSentMs,
        FirstAudioMs = measured.FirstAudioMs ?? seen.FirstAudioMs,
        FirstSoundMs = measured.FirstSoundMs ?? seen.FirstSoundMs,
        DoneMs = measured.DoneMs ?? seen.DoneMs,
    };
}
