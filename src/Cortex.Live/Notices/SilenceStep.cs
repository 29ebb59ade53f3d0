namespace Cortex.Live;

/// <summary>What was done about an answer that does not come.</summary>
public enum SilenceStep
{
    /// <summary>Time for a spoken word, so that the wearer knows that the question was taken.</summary>
    SpokenWord,

    /// <summary>The model was asked again, in text.</summary>
    Nudged,

    /// <summary>The connection is being changed, and the question asked again.</summary>
    Resumed,

    /// <summary>The session gave up; it closes, and the ladder steps down.</summary>
    GivenUp,
}
