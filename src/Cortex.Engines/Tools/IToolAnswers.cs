using Cortex.Live.Protocol;

namespace Cortex.Engines.Tools;

/// <summary>Answers the model's tool calls.</summary>
public interface IToolAnswers
{
    /// <summary>Answers one call, off the receive path.</summary>
    /// <param name="call">The call; yours to keep.</param>
    /// <param name="turn">When it was made.</param>
    /// <param name="cancellationToken">The call was cancelled, the answer cut, the time is up, or the conversation over.</param>
    /// <returns>The answer, or null: no such tool.</returns>
    ValueTask<ToolAnswer?> AnswerAsync(FunctionCall call, CallTurn turn, CancellationToken cancellationToken);
}
