namespace Cortex.Live.Session;

/// <summary>What the sound of one message was like; all zero: there was none.</summary>
internal readonly record struct SoundSigns
{
    /// <summary>How long it plays.</summary>
    public TimeSpan Length { get; init; }

    /// <summary>Sum over the samples of their squares, full scale being 1; so that turns can add it up.</summary>
    public double Energy { get; init; }

    /// <summary>How many samples.</summary>
    public int Samples { get; init; }

    /// <summary>What of it was neither silence nor steady: as speech is.</summary>
    public TimeSpan Lively { get; init; }

    /// <summary>Level of the last 30 ms, decibels of full scale.</summary>
    public double TailDb { get; init; }

    /// <summary>How long one tone has been held up to here, over earlier messages too; zero: the sound's end is no held tone.</summary>
    public TimeSpan HeldTone { get; init; }
}
