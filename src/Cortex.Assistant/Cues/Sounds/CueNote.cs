namespace Cortex.Assistant.Cues;

/// <summary>One tone of a cue.</summary>
/// <param name="AtMs">When it begins, since the cue began.</param>
/// <param name="LengthMs">How long it sounds.</param>
/// <param name="FromHz">Its pitch at the start.</param>
/// <param name="ToHz">Its pitch at the end; it glides between.</param>
/// <param name="Shape">How its loudness goes.</param>
internal readonly record struct CueNote(int AtMs, int LengthMs, double FromHz, double ToHz, CueShape Shape = CueShape.Struck)
{
    /// <summary>A tone that keeps its pitch.</summary>
    public CueNote(int atMs, int lengthMs, double pitchHz)
        : this(atMs, lengthMs, pitchHz, pitchHz)
    {
    }
}
