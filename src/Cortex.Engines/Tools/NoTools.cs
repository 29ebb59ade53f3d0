using Cortex.Live.Protocol;

namespace Cortex.Engines.Tools;

/// <summary>There are no tools: every call gets the answer that there is none of its name.</summary>
public sealed class NoTools : IToolAnswers
{
    /// <summary>The only one.</summary>
    public static NoTools Instance { get; } = new();

    /// <inheritdoc />
    public ValueTask<ToolAnswer?> AnswerAsync(FunctionCall call, CallTurn turn, CancellationToken cancellationToken) => ValueTask.FromResult<ToolAnswer?>(null);
}
