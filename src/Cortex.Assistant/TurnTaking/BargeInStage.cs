namespace Cortex.Assistant.TurnTaking;

/// <summary>How far a barge-in has come.</summary>
public enum BargeInStage
{
    /// <summary>Nobody cuts in.</summary>
    None,

    /// <summary>A sound stands out: the answer is faded.</summary>
    Suspected,

    /// <summary>It goes on: the answer is silent, its place kept.</summary>
    Paused,

    /// <summary>It is a voice: silent until whoever owns the answer drops it.</summary>
    Held,
}
