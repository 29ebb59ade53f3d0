namespace Cortex.Engines.Ladder;

/// <summary>What an end of a wire's turn means for the question that is open.</summary>
internal enum AnswerEnds
{
    /// <summary>It belongs to something else: pass it on, the question stays open.</summary>
    Elsewhere,

    /// <summary>The question is answered: pass it on.</summary>
    Question,

    /// <summary>It may be the closing of a rung that dies: keep it back for a moment.</summary>
    Doubtful,
}
