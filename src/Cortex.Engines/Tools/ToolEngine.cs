using Cortex.Live;
using Cortex.Live.Protocol;
using Microsoft.Extensions.Logging;

namespace Cortex.Engines.Tools;

/// <summary>
/// Answers tool calls inside an engine, for conversations whose holder cannot run tools: a browser, any Live client. What it answers it
/// declares itself, and keeps from the holder, who is told by <see cref="ToolUsed"/>; calls of the holder's own tools pass through.
/// </summary>
/// <param name="inner">Who calls.</param>
/// <param name="declarations">What is declared when a conversation begins.</param>
/// <param name="answers">Who answers those.</param>
/// <param name="limit">After this a call is answered with an error.</param>
/// <param name="time">The clock.</param>
/// <param name="loggers">For the log.</param>
public sealed class ToolEngine(
    ILiveEngine inner, Func<IReadOnlyList<FunctionDeclaration>> declarations, IToolAnswers answers, TimeSpan limit, TimeProvider time, ILoggerFactory loggers) : ILiveEngine
{
    /// <inheritdoc />
    public string Name => inner.Name;

    /// <inheritdoc />
    public ILiveConversation Open(Setup setup, ConversationHistory history)
    {
        ArgumentNullException.ThrowIfNull(setup);
        ArgumentNullException.ThrowIfNull(history);
        var theirs = setup.Tools?.SelectMany(static tool => tool.FunctionDeclarations ?? []).Select(static function => function.Name).ToHashSet() ?? [];
        // Whoever brings a tool of the same name means their own.
        FunctionDeclaration[] ours = [.. declarations().Where(function => !theirs.Contains(function.Name))];
        if (ours.Length is 0)
        {
            return inner.Open(setup, history);
        }

        var conversation = inner.Open(new Setup(setup) { Tools = [.. setup.Tools ?? [], new Tool { FunctionDeclarations = ours }] }, history);
        var names = ours.Select(static function => function.Name).ToHashSet(StringComparer.Ordinal);
        return new ToolConversation(conversation, names, answers, limit, setup.InputAudioTranscription is not null, time, loggers.CreateLogger("Cortex.Engines.Tools"));
    }
}
