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
    private const int Left = 84;
    private const int Row = 22;
    private static readonly string[] Rows = ["your voice", "it arrives", "it sounds", "tools", "pictures", "no connection"];

    /// <summary>All strips, as SVG.</summary>
    public string Draw()
    {
        var page = new StringBuilder();
        var skipped = 0;
        for (var at = 0; at <= story.Length.TotalSeconds; at += SecondsAStrip)
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

        return page.ToString();
    }

    private StringBuilder Shapes(Span strip)
    {
        var shapes = new StringBuilder();
        foreach (var turn in story.Turns)
        {
            if (turn.VoiceFrom is { } from)
            {
                Box(shapes, strip, 0, new(from, turn.VoiceTo ?? story.Length), "voice", $"turn {turn.Number}: your voice");
            }

            if (turn.TypedAt is { } typed)
            {
                Box(shapes, strip, 0, new(typed, typed + TimeSpan.FromSeconds(0.2)), "voice", $"turn {turn.Number}: typed");
            }

            if (turn.Arrived.Count > 0)
            {
                Box(shapes, strip, 1, new(turn.Arrived[0].From, turn.Arrived[^1].From), "arrives", $"turn {turn.Number}: the answer arrives");
            }

            foreach (var span in turn.Sounded)
            {
                Box(shapes, strip, 2, span, "sounds", $"turn {turn.Number}: the answer sounds");
            }

            if (turn.InterruptedAt is { } cut)
            {
                Box(shapes, strip, 2, new(cut, cut + TimeSpan.FromSeconds(0.2)), "cut", $"turn {turn.Number}: cut");
            }

            foreach (var tool in turn.Tools)
            {
                Box(shapes, strip, 3, new(tool.From, tool.To ?? story.Length), "tool", $"{tool.Name}{(tool.IsCancelled ? ", taken back" : "")}");
            }
        }

        foreach (var mark in story.Marks.Where(static mark => mark.Kind is MarkKind.Picture))
        {
            Box(shapes, strip, 4, new(mark.At, mark.At + TimeSpan.FromMilliseconds(120)), "picture", mark.Words);
        }

        foreach (var span in story.Away)
        {
            Box(shapes, strip, 5, span, "away", "no connection");
        }

        foreach (var trouble in troubles)
        {
            Box(shapes, strip, 5, new(trouble.At, trouble.At + TimeSpan.FromMilliseconds(150)), "trouble", trouble.Words);
        }

        return shapes;
    }

    private static void Box(StringBuilder shapes, Span strip, int row, Span what, string kind, string words)
    {
        if (what.To < strip.From || what.From >= strip.To)
        {
            return;
        }

        var from = Math.Max(0, (what.From - strip.From).TotalSeconds) * PixelsASecond;
        var to = Math.Min(SecondsAStrip, (what.To - strip.From).TotalSeconds) * PixelsASecond;
        shapes.Append(CultureInfo.InvariantCulture, $"<rect x=\"{Left + from:0.#}\" y=\"{(row * Row) + 4}\" width=\"{Math.Max(2, to - from):0.#}\" height=\"{Row - 8}\" rx=\"2\" class=\"{kind}\"><title>{WebUtility.HtmlEncode(words)}, {what.From.TotalSeconds:0.00}–{what.To.TotalSeconds:0.00} s</title></rect>");
    }
}
