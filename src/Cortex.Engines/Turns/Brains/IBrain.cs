namespace Cortex.Engines.Turns;

/// <summary>Answers one question. Stateless: what was said before comes with the question.</summary>
public interface IBrain
{
    /// <summary>A short name for people and logs.</summary>
    string Name { get; }

    /// <summary>Answers; the parts are spoken as they come. Ends early when cancelled by an interruption.</summary>
    /// <param name="question">The question, yours for the length of the enumeration.</param>
    /// <param name="cancellationToken">The user cut in, or the conversation ended.</param>
    /// <exception cref="BrainException">It cannot answer; the text says why in one sentence for the wearer.</exception>
    IAsyncEnumerable<AnswerPart> AnswerAsync(Question question, CancellationToken cancellationToken);
}
