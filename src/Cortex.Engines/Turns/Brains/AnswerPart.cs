namespace Cortex.Engines.Turns;

/// <summary>One part of an answer. The hierarchy is closed.</summary>
public abstract record AnswerPart
{
    private protected AnswerPart()
    {
    }
}
