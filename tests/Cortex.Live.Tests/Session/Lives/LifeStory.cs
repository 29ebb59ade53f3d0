using Cortex.Live.Protocol;
using Cortex.Testing;

namespace Cortex.Live.Tests.Session.Lives;

/// <summary>Tells a life that went wrong, so that the reason can be found by reading.</summary>
internal static class LifeStory
{
    /// <summary>Its acts, what the server gave and knows, and what the reader was told.</summary>
    public static string Tell(
        IEnumerable<string> acts, IEnumerable<string> breaches, LifeServer server, IEnumerable<LiveEvent> events, LogCapture logs) => string.Join(
        '\n',
        [
            $"acts: {string.Join(' ', acts)}",
            .. breaches,
            $"answers: {string.Join(' ', server.Given.Values.OrderBy(static one => one.Number).Select(Answer))}",
            server.Newest is { IsUp: true } link
                ? $"the server heard {string.Join(' ', link.Mind.Heard)} and owes {string.Join(' ', link.Mind.Pending)}"
                : "the server is not up",
            .. events.Select(Event),
            .. logs.Lines.Where(static line => line.Event.Id is >= 1000 and <= 1054).Select(static line => line.Message),
        ]);

    private static string Answer(GivenAnswer one) => $"{one.Number}:{one.Turning}({string.Join(',', one.Questions)})";

    private static string Event(LiveEvent item) => $"{item.Timestamp} turn {item.Turn} " + (item.Message switch
    {
        null => item.Notice?.ToString(),
        ServerContent content => "content"
            + (content.ModelTurn is null ? "" : " sound") + (content.OutputTranscription is { Text: var text } ? $" '{text}'" : "")
            + (content.Interrupted ? " interrupted" : "") + (content.GenerationComplete ? " generated" : "")
            + (content.TurnComplete ? $" complete {content.InteractionStatus}" : ""),
        var other => other.GetType().Name,
    });
}
