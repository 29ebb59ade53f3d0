using System.Text.Json;
using Cortex.Live.Protocol;

namespace Cortex.Assistant.Pump;

/// <summary>Answers the model's tool calls.</summary>
public interface IToolAnswers
{
    /// <summary>Answers one call, off the receive path.</summary>
    /// <param name="call">The call; yours to keep.</param>
    /// <param name="cancellationToken">The call was cancelled, the answer cut, the time is up, or the conversation over.</param>
    /// <returns>An object as the protocol wants it (<c>output</c> or <c>error</c>, or any other), or null: no such tool.</returns>
    ValueTask<JsonElement?> AnswerAsync(FunctionCall call, CancellationToken cancellationToken);
}
