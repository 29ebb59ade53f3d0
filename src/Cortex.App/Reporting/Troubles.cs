using System.Globalization;

namespace Cortex.App.Reporting;

/// <summary>What looks wrong in a story, each with its moment. Pure.</summary>
internal static class Troubles
{
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(60);
    private static readonly TimeSpan Away = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Near = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Dawdles = TimeSpan.FromSeconds(5);

    /// <summary>All of it, in the order of time; empty: nothing does.</summary>
    public static IReadOnlyList<Mark> Of(Story story)
    {
        // The first connection has to be made; later ones should not be noticed.
        var away = story.Away.Where(static span => span.From > TimeSpan.Zero && span.Length > Away)
            .Select(static span => new Mark(span.From, MarkKind.Trouble, $"no connection for {Seconds(span.Length)}"));
        var all = story.Marks.Where(static mark => mark.Kind is MarkKind.Trouble).Concat(away).Concat(story.Turns.SelectMany(turn => Of(turn, story.Length))).Concat(story.Turns.Where(turn => IsCutByNobody(turn, story)).Select(BrokenOff));
        if (!story.IsWhole)
        {
            all = all.Append(new(story.Length, MarkKind.Trouble, "the recording stops here, without an end: a crash, or the power went"));
        }

        return [.. all.OrderBy(static mark => mark.At)];
    }

    /// <summary>Where the sound of an answer ran dry; a tool may take its time.</summary>
    public static IEnumerable<Span> GapsIn(StoryTurn turn)
    {
        for (var i = 1; i < turn.Sounded.Count; i++)
        {
            if (turn.Sounded[i].From - turn.Sounded[i - 1].To > Gap && turn.Tools.Count is 0)
            {
                yield return new(turn.Sounded[i - 1].To, turn.Sounded[i].From);
            }
        }
    }

    // A voice about then, or something that this device did, is somebody. Without the device's account nobody can be ruled out.
    private static bool IsCutByNobody(StoryTurn turn, Story story) =>
        turn is { InterruptedAt: { } cut, Report.Interruptions.Count: 0 }
        && !story.Turns.Any(other => (other.VoiceFrom ?? other.TypedAt) is { } from && from > cut - Near && from < cut + Near && other.Number != turn.Number)
        && !story.Marks.Any(mark => mark.Kind is MarkKind.Decision && mark.At > cut - Near && mark.At < cut + Near);

    private static Mark BrokenOff(StoryTurn turn) =>
        new(turn.InterruptedAt!.Value, MarkKind.Trouble, $"turn {turn.Number}: the answer was cut by the server after {Seconds(turn.AnswerLength)} of it, and nobody had cut in");

    private static IEnumerable<Mark> Of(StoryTurn turn, TimeSpan length)
    {
        if (turn.Wait is { } wait && wait > Slow)
        {
            yield return new(turn.AskedAt!.Value, MarkKind.Trouble, $"turn {turn.Number}: the answer took {Seconds(wait)} after the question's end");
        }

        if (turn.AskedAt is { } asked && turn.Arrived.Count is 0 && turn.Said.Length is 0 && turn.Report is null or { Answered: false })
        {
            yield return new(asked, MarkKind.Trouble, $"turn {turn.Number}: no answer came{(turn.CompleteAt is null ? "" : ", and yet it was called complete")}");
        }

        foreach (var gap in GapsIn(turn))
        {
            yield return new(gap.From, MarkKind.Trouble, $"turn {turn.Number}: the answer's sound ran dry for {gap.Length.TotalMilliseconds:0} ms");
        }

        foreach (var tool in turn.Tools.Where(tool => (tool.To ?? length) - tool.From > Dawdles || tool.To is null))
        {
            yield return new(tool.From, MarkKind.Trouble, tool.To is { } to ? $"turn {turn.Number}: the tool {tool.Name} took {Seconds(to - tool.From)}" : $"turn {turn.Number}: the tool {tool.Name} was never answered");
        }
    }

    private static string Seconds(TimeSpan span) => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.0} s");
}
