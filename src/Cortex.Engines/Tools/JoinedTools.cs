using Cortex.Live.Protocol;

namespace Cortex.Engines.Tools;

/// <summary>Several who answer tool calls: the first that knows a tool answers.</summary>
/// <param name="answers">In this order.</param>
public sealed class JoinedTools(params IReadOnlyList<IToolAnswers> answers) : IToolAnswers
{
    /// <inheritdoc />
    public async ValueTask<ToolAnswer?> AnswerAsync(FunctionCall call, CallTurn turn, CancellationToken cancellationToken)
    {
        foreach (var one in answers)
        {
            if (await one.AnswerAsync(call, turn, cancellationToken).ConfigureAwait(false) is { } answer)
            {
                return answer;
            }
        }

        return null;
    }
}
