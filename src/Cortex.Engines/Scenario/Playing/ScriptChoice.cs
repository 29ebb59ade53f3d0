using Cortex.Engines.Turns;
using Cortex.Live;

namespace Cortex.Engines.Scenario;

/// <summary>Finds what a script plays for a question. Pure.</summary>
internal static class ScriptChoice
{
    /// <summary>
    /// The turn of the question's number where it fits; else the first turn that asks for something in its <c>when</c> and gets it;
    /// null where there is none.
    /// </summary>
    public static ScriptTurn? Turn(Script script, Question question)
    {
        var number = script.Loop ? question.Turn % script.Turns.Count : question.Turn;
        if (number < script.Turns.Count && Fits(script.Turns[number].When, question))
        {
            return script.Turns[number];
        }

        return script.Turns.FirstOrDefault(turn => turn.When is { IsEmpty: false } when && Fits(when, question));
    }

    /// <summary>Follows the answers of tools to where the script goes on; null where nothing fits them.</summary>
    public static ScriptReply? AfterTools(ScriptReply reply, Question question)
    {
        IEnumerable<ToolExchange> rest = question.Tools;
        while (reply.Call.Count > 0)
        {
            var ids = rest.Select(static exchange => exchange.Call.Id).Distinct().Take(reply.Call.Count).ToHashSet();
            if (ids.Count == 0)
            {
                return reply;
            }

            var round = rest.Where(exchange => ids.Contains(exchange.Call.Id)).ToArray();
            rest = rest.Where(exchange => !ids.Contains(exchange.Call.Id));
            var next = reply.Then.FirstOrDefault(then => Fits(then.When, question, round));
            if (next is null)
            {
                return null;
            }

            reply = next;
        }

        return reply;
    }

    private static bool Fits(ScriptWhen? when, Question question, ToolExchange[]? round = null) => when is null
        || ((when.Audio is null || when.Audio == question.Speech.Length > 0)
            && (when.Picture is null || when.Picture == question.Frame is not null)
            && (when.Interrupted is null || when.Interrupted == WasInterrupted(question.History))
            && (when.Words is null || when.Words.Any(word => Says(question.Text, word)))
            && (when.ToolResult is null || (round is not null && round.Any(exchange => Contains(exchange, when.ToolResult)))));

    private static bool WasInterrupted(ConversationHistory history) =>
        history.Entries.LastOrDefault(static entry => entry.Role is HistoryRole.Model) is { Interrupted: true };

    private static bool Contains(ToolExchange exchange, string text) =>
        exchange.Response.Response?.GetRawText().Contains(text, StringComparison.OrdinalIgnoreCase) ?? false;

    /// <summary>Whole words, whatever their case and the punctuation between them.</summary>
    private static bool Says(string? text, string phrase) =>
        text is not null && (" " + Plain(text) + " ").Contains(" " + Plain(phrase) + " ", StringComparison.Ordinal);

    private static string Plain(string text) => string.Join(
        ' ',
        new string([.. text.Select(static c => char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' ')])
            .Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
