using System.Globalization;
using System.Net;
using System.Text;

namespace Cortex.App.Reporting;

/// <summary>A story drawn to scale: a strip for each minute in which something happened, one second as wide everywhere.</summary>
/// <param name="story">What happened.</param>
/// <param name="troubles">What looks wrong in it.</param>
internal sealed class Timeline(Story story, IReadOnlyList<Mark> troubles)
{
    private const int SecondsAStrip = 60;
    private const int PixelsASecond = 16;

    // A day; the tables tell the rest.
    private const int MostStrips = 24 * 60;
    private const int Left = 84;
    private const int Row = 22;
    private static readonly string[] Rows = ["state", "your voice", "it arrives", "it sounds", "decisions", "tools", "pictures", "away, wrong", "KB/s"];

    private double? _mostRate;

    /// <summary>All strips, as SVG.</summary>
    public string Draw()
    {
        var page = new StringBuilder();
        var skipped = 0;
        var drawn = Math.Min(story.Length.TotalSeconds, MostStrips * (double)SecondsAStrip);
        for (var at = 0; at <= drawn; at += SecondsAStrip)
        {
            var strip = new Span(TimeSpan.FromSeconds(at), TimeSpan.FromSeconds(at + SecondsAStrip));
            var shapes = Shapes(strip);
            if (shapes.Length is 0)
            {
                skipped++;
                continue;
            }

            if (skipped > 0)
            {
                page.Append(CultureInfo.InvariantCulture, $"<p class=\"quiet\">{skipped} {(skipped is 1 ? "minute" : "minutes")} in which nothing happened</p>");
                skipped = 0;
            }

            var (width, height) = (Left + (SecondsAStrip * PixelsASecond), (Rows.Length * Row) + 24);
            page.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"img\" aria-label=\"Second {at} to {at + SecondsAStrip}; the tables say the same in words\">");
            for (var i = 0; i < Rows.Length; i++)
            {
                page.Append(CultureInfo.InvariantCulture, $"<text x=\"0\" y=\"{(i * Row) + 15}\">{Rows[i]}</text><line x1=\"{Left}\" x2=\"{width}\" y1=\"{(i * Row) + Row}\" y2=\"{(i * Row) + Row}\" class=\"rule\"/>");
            }

            for (var second = 0; second <= SecondsAStrip; second += 5)
            {
                var x = Left + (second * PixelsASecond);
                page.Append(CultureInfo.InvariantCulture, $"<line x1=\"{x}\" x2=\"{x}\" y1=\"0\" y2=\"{Rows.Length * Row}\" class=\"rule\"/><text x=\"{x + 2}\" y=\"{(Rows.Length * Row) + 15}\" class=\"scale\">{at + second} s</text>");
            }

            page.Append(shapes).Append("</svg>");
        }

        if (drawn < story.Length.TotalSeconds)
        {
            page.Append("<p>What came after a day is not drawn.</p>");
        }

        return page.ToString();
    }

    private StringBuilder Shapes(Span strip)
    {
        var shapes = new StringBuilder();
        foreach (var phase in story.Phases)
        {
            Box(shapes, strip, 0, phase.Time, phase.Phase, phase.Phase.ToLowerInvariant());
        }

        foreach (var turn in story.Turns)
        {
            if (turn.VoiceFrom is { } from)
            {
                Box(shapes, strip, 1, new(from, turn.VoiceTo ?? story.Length), "voice", $"turn {turn.Number}: your voice");
            }

            if (turn.TypedAt is { } typed)
            {
                Box(shapes, strip, 1, new(typed, typed + TimeSpan.FromSeconds(0.2)), "voice", $"turn {turn.Number}: typed");
            }

            if (turn.Arrived.Count > 0)
            {
                Box(shapes, strip, 2, new(turn.Arrived[0].From, turn.Arrived[^1].From), "arrives", $"turn {turn.Number}: the answer arrives");
            }

            foreach (var span in turn.Sounded)
            {
                Box(shapes, strip, 3, span, "sounds", $"turn {turn.Number}: the answer sounds");
            }

            if (turn.InterruptedAt is { } cut)
            {
                Box(shapes, strip, 3, new(cut, cut + TimeSpan.FromSeconds(0.2)), "cut", $"turn {turn.Number}: cut");
            }

            foreach (var tool in turn.Tools)
            {
                Box(shapes, strip, 5, new(tool.From, tool.To ?? story.Length), "tool", $"{tool.Name}{(tool.IsCancelled ? ", taken back" : "")}");
            }
        }

        foreach (var mark in story.Marks.Where(static mark => mark.Kind is MarkKind.Picture))
        {
            Box(shapes, strip, 6, new(mark.At, mark.At + TimeSpan.FromMilliseconds(120)), "picture", mark.Words);
        }

        foreach (var mark in story.Marks.Where(static mark => mark.Kind is MarkKind.Decision))
        {
            Box(shapes, strip, 4, new(mark.At, mark.At + TimeSpan.FromMilliseconds(120)), "decision", mark.Words);
        }

        foreach (var span in story.Away)
        {
            Box(shapes, strip, 7, span, "away", "no connection");
        }

        foreach (var trouble in troubles)
        {
            Box(shapes, strip, 7, new(trouble.At, trouble.At + TimeSpan.FromMilliseconds(150)), "trouble", trouble.Words);
        }

        if (shapes.Length > 0)
        {
            Rates(shapes, strip);
        }

        return shapes;
    }

    // Bytes a second between one count and the next, up and down, as lines over the last row.
    private void Rates(StringBuilder shapes, Span strip)
    {
        var most = _mostRate ??= Math.Max(1, story.Counted.Zip(story.Counted.Skip(1), static (from, to) => Math.Max(Rate(from.Up, to.Up, to.At - from.At), Rate(from.Down, to.Down, to.At - from.At))).DefaultIfEmpty(0).Max());
        Line(shapes, strip, most, "up", static count => count.Up);
        Line(shapes, strip, most, "down", static count => count.Down);
    }

    private void Line(StringBuilder shapes, Span strip, double most, string kind, Func<Counts, long> bytes)
    {
        var points = new StringBuilder();
        for (var i = 1; i < story.Counted.Count; i++)
        {
            var (from, to) = (story.Counted[i - 1], story.Counted[i]);
            if (to.At < strip.From || from.At >= strip.To)
            {
                continue;
            }

            var y = (Rows.Length * Row) - 2 - (Rate(bytes(from), bytes(to), to.At - from.At) / most * (Row - 6));
            foreach (var at in new[] { from.At, to.At })
            {
                points.Append(CultureInfo.InvariantCulture, $"{Left + (Math.Clamp((at - strip.From).TotalSeconds, 0, SecondsAStrip) * PixelsASecond):0.#},{y:0.#} ");
            }
        }

        if (points.Length > 0)
        {
            shapes.Append(CultureInfo.InvariantCulture, $"<polyline class=\"line {kind}\" points=\"{points}\"><title>bytes {kind}, at most {most / 1000:0} KB/s</title></polyline>");
        }
    }

    private static double Rate(long from, long to, TimeSpan span) => span > TimeSpan.Zero ? Math.Max(0, to - from) / span.TotalSeconds : 0;

    private static void Box(StringBuilder shapes, Span strip, int row, Span what, string kind, string words)
    {
        if (what.To < strip.From || what.From >= strip.To)
        {
            return;
        }

        var from = Math.Max(0, (what.From - strip.From).TotalSeconds) * PixelsASecond;
        var to = Math.Min(SecondsAStrip, (what.To - strip.From).TotalSeconds) * PixelsASecond;
        shapes.Append(CultureInfo.InvariantCulture, $"<rect x=\"{Left + from:0.#}\" y=\"{(row * Row) + 4}\" width=\"{Math.Max(2, to - from):0.#}\" height=\"{Row - 8}\" rx=\"2\" class=\"{WebUtility.HtmlEncode(kind)}\"><title>{WebUtility.HtmlEncode(words)}, {what.From.TotalSeconds:0.00}–{what.To.TotalSeconds:0.00} s</title></rect>");
    }
}
