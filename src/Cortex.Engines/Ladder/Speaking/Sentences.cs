namespace Cortex.Engines.Ladder;

/// <summary>The ladder's own words, by language, in one place. Short: they stand between the wearer and the answer.</summary>
internal static class Sentences
{
    /// <summary>The words, and the language they are in: English where there are none in the language asked for.</summary>
    public static (string Text, string Language) In(string language, Sentence sentence) =>
        (English(sentence), language.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? language : "en");

    private static string English(Sentence sentence) => sentence.Kind switch
    {
        SentenceKind.OneMoment => "One moment.",
        SentenceKind.Slower => Cause(sentence) + (sentence.Cause is FallCause.SpentSuddenly ? "answers" : "Answers") + " come a little slower now.",
        SentenceKind.Offline => Cause(sentence) + "I am working offline.",
        SentenceKind.Back => "I am back online.",
        SentenceKind.HalfBack => "I am back online, a little slower.",
        SentenceKind.BrokeOff => "The answer broke off. Please ask again.",
        SentenceKind.NoAnswer => Cause(sentence) + "I cannot answer now. Please try again in a while.",
        _ => $"Four fifths of {Whose(sentence)} spending limit are used.",
    };

    private static string Cause(Sentence sentence) => sentence.Cause switch
    {
        FallCause.Network => "I have lost the connection. ",
        FallCause.Quota => "The service's quota is used up. ",
        FallCause.Spent => "The spending limit is reached. ",
        FallCause.SpentSuddenly => $"One answer used up {Whose(sentence)} spending limit before I could warn you: ",
        FallCause.Refused => "The service refused the connection. ",
        FallCause.Told => "",
        _ => "The service does not answer. ",
    };

    private static string Whose(Sentence sentence) => sentence.Period == "day" ? "today's" : "this conversation's";
}
