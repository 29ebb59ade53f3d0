using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using System.Text;
using Cortex.Media.Audio;

namespace Cortex.App.Reporting;

/// <summary>A story as one page that needs nothing else: no network, no script, no other file.</summary>
internal static class ReportPage
{
    private const int MicrophoneHz = 16_000;
    private const int AnswerHz = 24_000;

    private const string Head = """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; media-src data:">
        <title>Cortex report</title>
        <style>
        :root { color-scheme: light dark; --ink: #1b1b1b; --back: #fff; --line: #d0d0d0; }
        @media (prefers-color-scheme: dark) { :root { --ink: #ececec; --back: #161616; --line: #444; } }
        body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--back); margin: 2rem auto; max-width: 68rem; padding: 0 1rem; }
        table { border-collapse: collapse; width: 100%; } th, td { text-align: left; vertical-align: top; padding: .35rem .6rem; border-bottom: 1px solid var(--line); }
        td.n, th:first-child { width: 1%; } td.n { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; } .wide { overflow-x: auto; }
        svg { display: block; margin: .5rem 0 1rem; } svg text { font-size: 11px; fill: var(--ink); } .rule { stroke: var(--line); } .scale { opacity: .8; }
        .voice { fill: #2673c4; } .arrives { fill: #8a8a8a; } .sounds { fill: #2b8a3e; } .cut, .trouble { fill: #d6336c; } .tool { fill: #9c6ade; } .picture { fill: #b08900; } .away { fill: #c92a2a; opacity: .55; }
        .bad { color: #c92a2a; font-weight: 600; } @media (prefers-color-scheme: dark) { .bad { color: #ff8787; } } audio { width: 100%; }
        </style></head><body>
        """;

    /// <summary>Writes it.</summary>
    /// <param name="story">What happened.</param>
    /// <param name="name">The recording's name.</param>
    public static string Of(Story story, string name)
    {
        var troubles = Troubles.Of(story);
        var page = new StringBuilder(Head);
        page.Append(CultureInfo.InvariantCulture, $"<h1>A conversation of {Clock(story.Length)}</h1><p>{Safe(name)} · {story.Start:yyyy-MM-dd HH:mm:ss} UTC · {Safe(story.Engine)} · {Safe(story.Model)}</p>");
        page.Append(CultureInfo.InvariantCulture, $"<p>{Sums(story)}</p><h2>What looked wrong</h2>");
        Moments(page, troubles, "Nothing.");
        page.Append("<h2>Time</h2><div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Timeline\">").Append(new Timeline(story, troubles).Draw()).Append("</div>");
        Turns(page, story);
        page.Append("<h2>Connection and who answers</h2>");
        Moments(page, [.. story.Marks.Where(static mark => mark.Kind is MarkKind.Change)], "Nothing changed.");
        Listen(page, story);
        return page.Append("</body></html>\n").ToString();
    }

    private static string Sums(Story story)
    {
        var waits = story.Turns.Select(static turn => turn.Wait).OfType<TimeSpan>().Order().ToArray();
        var wait = waits.Length > 0
            ? string.Create(CultureInfo.InvariantCulture, $", first sound {waits[waits.Length / 2].TotalMilliseconds:0} ms after a question's end (median; slowest {waits[^1].TotalMilliseconds:0} ms)")
            : "";
        var tokens = story.PromptTokens + story.ResponseTokens > 0 ? string.Create(CultureInfo.InvariantCulture, $", {story.PromptTokens:#,0} tokens in and {story.ResponseTokens:#,0} out") : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{story.Turns.Count} {(story.Turns.Count is 1 ? "turn" : "turns")}{wait}, {story.Turns.Count(static turn => turn.InterruptedAt is not null)} cut, {story.Pictures} pictures, {story.MicrophoneLength.TotalSeconds:0} s of the microphone sent{tokens}.");
    }

    private static void Moments(StringBuilder page, IReadOnlyList<Mark> marks, string none)
    {
        if (marks.Count is 0)
        {
            page.Append("<p>").Append(none).Append("</p>");
            return;
        }

        page.Append("<table><thead><tr><th>at</th><th>what</th></tr></thead><tbody>");
        foreach (var mark in marks)
        {
            page.Append(CultureInfo.InvariantCulture, $"<tr><td class=\"n\">{Clock(mark.At)}</td><td{(mark.Kind is MarkKind.Trouble ? " class=\"bad\"" : "")}>{Safe(mark.Words)}</td></tr>");
        }

        page.Append("</tbody></table>");
    }

    private static void Turns(StringBuilder page, Story story)
    {
        page.Append("<h2>Turns</h2><div class=\"wide\"><table><thead><tr><th>turn</th><th>asked at</th><th>you</th><th>Cortex</th><th>wait</th><th>sound</th><th>ended</th></tr></thead><tbody>");
        foreach (var turn in story.Turns)
        {
            var asked = turn.Typed ?? (turn.Heard.Length > 0 ? turn.Heard : turn.VoiceFrom is null ? "" : "(not transcribed)");
            var wait = turn.Wait is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known.TotalMilliseconds:0} ms") : "–";
            var end = turn.InterruptedAt is { } cut ? $"cut at {Clock(cut)}" : turn.CompleteAt is null ? "not complete" : "complete";
            page.Append(CultureInfo.InvariantCulture, $"<tr><td class=\"n\">{turn.Number}</td><td class=\"n\">{((turn.VoiceFrom ?? turn.TypedAt) is { } at ? Clock(at) : "–")}</td><td>{Safe(asked)}</td><td>{Safe(turn.Said)}</td><td class=\"n\">{wait}</td><td class=\"n\">{turn.AnswerLength.TotalSeconds:0.0} s</td><td>{end}</td></tr>");
        }

        page.Append("</tbody></table></div>");
    }

    private static void Listen(StringBuilder page, Story story)
    {
        if (!story.HasMedia)
        {
            page.Append("<p>Sound was not recorded.</p>");
            return;
        }

        page.Append("<h2>To listen to</h2>");
        Audio(page, "The microphone, as it was sent", story.Microphone.Span, MicrophoneHz);
        foreach (var turn in story.Turns)
        {
            Audio(page, $"Turn {turn.Number}, the answer as it arrived", turn.Sound.WrittenSpan, AnswerHz);
        }
    }

    private static void Audio(StringBuilder page, string title, ReadOnlySpan<byte> pcm, int sampleRateHz)
    {
        if (pcm.IsEmpty)
        {
            return;
        }

        var wav = new MemoryStream(pcm.Length + 64);
        using (var writer = new WavWriter(wav, title, sampleRateHz))
        {
            writer.Write(MemoryMarshal.Cast<byte, short>(pcm));
        }

        page.Append(CultureInfo.InvariantCulture, $"<figure><figcaption>{title}, {pcm.Length / 2.0 / sampleRateHz:0.0} s</figcaption><audio controls preload=\"none\" src=\"data:audio/wav;base64,");
        page.Append(Convert.ToBase64String(wav.ToArray())).Append("\"></audio></figure>");
    }

    private static string Clock(TimeSpan at) => string.Create(CultureInfo.InvariantCulture, $"{(int)at.TotalMinutes}:{at.Seconds:00}.{at.Milliseconds:000}");

    private static string Safe(string words) => WebUtility.HtmlEncode(words);
}
