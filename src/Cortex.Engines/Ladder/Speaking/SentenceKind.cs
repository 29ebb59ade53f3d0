namespace Cortex.Engines.Ladder;

/// <summary>What the ladder says.</summary>
internal enum SentenceKind
{
    /// <summary>The question was taken, the answer takes long.</summary>
    OneMoment,

    /// <summary>From now on a slower helper answers, over the network.</summary>
    Slower,

    /// <summary>From now on this device answers alone.</summary>
    Offline,

    /// <summary>The first rung answers again.</summary>
    Back,

    /// <summary>A better rung than before answers again, but not the first.</summary>
    HalfBack,

    /// <summary>The rest of an answer does not come.</summary>
    BrokeOff,

    /// <summary>Nobody can answer.</summary>
    NoAnswer,

    /// <summary>Four fifths of what may be spent are spent.</summary>
    NearlySpent,
}
