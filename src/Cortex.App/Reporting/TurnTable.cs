using System.Globalization;
using System.Text;
using Cortex.Assistant.Report;

namespace Cortex.App.Reporting;

/// <summary>The part of the page with the turns: words, waits, what was heard, how they ended, and what cut in.</summary>
internal static class TurnTable
{
    public static void Write(StringBuilder page, Story story)
    {
        page.Append("<h2>Turns</h2><div class=\"wide\"><table><thead><tr><th>turn</th><th>asked at</th><th>you</th><th>Cortex, as heard</th><th>wait</th><th>of it here</th><th>arrived</th><th>heard</th><th>ended</th></tr></thead><tbody>");
        foreach (var turn in story.Turns)
        {
            var report = turn.Report;
            page.Append(CultureInfo.InvariantCulture, $"<tr><td class=\"n\">{turn.Number}</td><td class=\"n\">{((turn.VoiceFrom ?? turn.TypedAt) is { } at ? ReportPage.Clock(at) : "–")}</td>");
            page.Append(CultureInfo.InvariantCulture, $"<td>{ReportPage.Safe(Asked(turn))}</td><td>{ReportPage.Safe(report?.Said?.Trim() ?? turn.Said)}</td>");
            page.Append(CultureInfo.InvariantCulture, $"<td class=\"n\">{Milliseconds(turn.Wait?.TotalMilliseconds)}</td><td class=\"n\">{Milliseconds(report?.Timing.ClientAddedMs)}</td>");
            page.Append(CultureInfo.InvariantCulture, $"<td class=\"n\">{turn.AnswerLength.TotalSeconds:0.0} s</td><td class=\"n\">{(report is null ? "–" : string.Create(CultureInfo.InvariantCulture, $"{report.SaidAudioMs / 1000:0.0} s"))}</td><td>{End(turn)}</td></tr>");
        }

        page.Append("</tbody></table></div>");
        var cuts = story.Turns.SelectMany(static turn => (turn.Report?.Interruptions ?? []).Select(one => (turn.Number, One: one))).ToArray();
        if (cuts.Length is 0)
        {
            return;
        }

        page.Append("<h2>Sounds during answers</h2><div class=\"wide\"><table><thead><tr><th>turn</th><th>faded at</th><th>silent after</th><th>known for a voice after</th><th>over after</th><th>what came of it</th></tr></thead><tbody>");
        foreach (var (number, one) in cuts)
        {
            var from = one.FadedMs ?? one.SilentMs ?? one.VoiceMs ?? one.OverMs ?? 0;
            page.Append(CultureInfo.InvariantCulture, $"<tr><td class=\"n\">{number}</td><td class=\"n\">{ReportPage.Clock(Story.Time(from))}</td><td class=\"n\">{Milliseconds(one.SilentMs - from)}</td><td class=\"n\">{Milliseconds(one.VoiceMs - from)}</td><td class=\"n\">{Milliseconds(one.OverMs - from)}</td><td>{Outcome(one)}</td></tr>");
        }

        page.Append("</tbody></table></div>");
    }

    private static string Asked(StoryTurn turn) =>
        turn.Typed ?? (turn.Heard.Length > 0 ? turn.Heard : turn.Report?.Heard?.Trim() is { Length: > 0 } heard ? heard : turn.VoiceFrom is null ? "" : "(not transcribed)");

    private static string End(StoryTurn turn) =>
        turn.InterruptedAt is { } cut ? $"cut at {ReportPage.Clock(cut)}" : turn.Report is { Interrupted: true } ? "cut" : turn.CompleteAt is null ? "not complete" : "complete";

    private static string Outcome(InterruptionReport one) => one.Outcome.ToString().ToLowerInvariant();

    private static string Milliseconds(double? span) => span is { } known ? string.Create(CultureInfo.InvariantCulture, $"{Math.Round(known) + 0.0:0} ms") : "–";
}
