namespace Cortex.Media.Speech;

/// <summary>A voice started or ended. Positions count the detector's input samples since it was made or reset.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Position">Started: its first sample, consonants included. Ended: just after its last sample.</param>
/// <param name="DecidedAt">The input that was needed to be sure: everything up to here.</param>
public readonly record struct VoiceMark(VoiceMarkKind Kind, long Position, long DecidedAt)
{
    /// <summary>True of an end that nobody made: the turn reached <see cref="TurnDetectorOptions.MaximumTurn"/>, and the voice may go on.</summary>
    public bool IsLimit { get; init; }
}
