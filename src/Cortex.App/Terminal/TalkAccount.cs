using System.Globalization;
using Cortex.Assistant.Report;
using Spectre.Console;

namespace Cortex.App.Terminal;

/// <summary>What a conversation was, for people: the words, the times, the bytes.</summary>
internal static class TalkAccount
{
    private const string Indent = "          ";

    /// <summary>Writes it.</summary>
    /// <param name="report">The conversation.</param>
    /// <param name="asked">What was asked in each turn, as the user gave it.</param>
    /// <param name="written">The files that were written.</param>
    /// <param name="output">Where to; colours only where it is a terminal.</param>
    public static void Write(TalkReport report, IReadOnlyList<string> asked, IReadOnlyList<string> written, TextWriter output)
    {
        var console = Screen.On(output);
        console.MarkupLine($"[bold]cortex[/] [grey]· {Markup.Escape(PlainWords.Of(Answerer(report)))}[/]");
        console.WriteLine();
        var next = 0;
        foreach (var turn in report.Turns)
        {
            // What goes on with an answer that broke off is a turn of its own, which takes no question.
            var takes = next < asked.Count && (report.Turns.Count <= asked.Count || IsAsked(turn));
            WriteTurn(console, turn, takes ? asked[next++] : "");
        }

        if (Sums(report) is { Length: > 0 } sums)
        {
            WriteWrapped(console, "  ", sums, "grey");
        }

        foreach (var alike in report.Lost.GroupBy(static lost => (lost.What, lost.Why)))
        {
            var times = alike.Count() > 1 ? string.Create(CultureInfo.InvariantCulture, $", {alike.Count()} times") : "";
            WriteWrapped(console, "        ", LostWords.Of(new LostReport(alike.Key.What, alike.Sum(static lost => lost.Ms), alike.Key.Why)) + times, "red", first: "  lost: ");
        }

        foreach (var file in written)
        {
            console.MarkupLine("  [grey]wrote[/] " + Markup.Escape(file));
        }
    }

    private static bool IsAsked(TurnReport turn) => turn.Timing.VoiceStartMs is not null || turn.Timing.TurnEndSentMs is not null;

    // Where nothing but the live engine asks a model, the name of one would say that it had answered.
    private static string Answerer(TalkReport report) => report.Engine == "live" ? $"{report.Engine} · {report.Model}" : report.Engine;

    private static void WriteTurn(IAnsiConsole console, TurnReport turn, string asked)
    {
        // A turn that nobody asked for is the rest of the answer before it, or the model's own.
        if (asked.Length > 0 || turn.Heard?.Trim() is { Length: > 0 })
        {
            console.Markup("  [blue]You[/]     ");
            WriteWrapped(console, Indent, asked, first: "");
        }

        if (turn.Heard?.Trim() is { Length: > 0 } heard && heard != asked)
        {
            WriteWrapped(console, Indent, "heard: " + heard, "grey");
        }

        console.Markup("  [green]Cortex[/]  ");
        WriteWrapped(
            console,
            Indent,
            turn.Said?.Trim() is { Length: > 0 } said ? said + (turn.Interrupted ? " — interrupted" : "")
                : turn.SaidAudioMs > 0 ? "(sound without words)" : "(no answer)",
            first: "");
        if (Times(turn) is { Length: > 0 } times)
        {
            WriteWrapped(console, Indent, times, "grey");
        }

        console.WriteLine();
    }

    // Words under words, whatever the width.
    private static void WriteWrapped(IAnsiConsole console, string indent, string text, string? style = null, string? first = null)
    {
        var width = Math.Max(20, console.Profile.Width - 1);
        var line = new System.Text.StringBuilder();
        var start = first ?? indent;
        foreach (var word in PlainWords.Of(text).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && indent.Length + line.Length + 1 + word.Length > width)
            {
                Flush();
                start = indent;
            }

            line.Append(line.Length > 0 ? " " : "").Append(word);
        }

        Flush();

        void Flush()
        {
            console.Write(start);
            console.MarkupLine(style is null ? Markup.Escape(line.ToString()) : $"[{style}]{Markup.Escape(line.ToString())}[/]");
            line.Clear();
        }
    }

    /// <summary>The times of a turn in one line; empty where nothing sounded.</summary>
    public static string Times(TurnReport turn)
    {
        var times = new List<string>();
        if (turn.Timing.ResponseMs is { } response)
        {
            var added = turn.Timing.ClientAddedMs is { } here ? string.Create(CultureInfo.InvariantCulture, $", {here:0.0} ms of it added here") : "";
            times.Add($"first sound {response:0} ms after your voice{added}");
        }
        else if (turn.Timing is { FirstSoundMs: { } sound, TurnEndSentMs: { } sent })
        {
            times.Add($"first sound {sound - sent:0} ms after your words were sent");
        }

        if (turn.SaidAudioMs > 0)
        {
            times.Add(string.Create(CultureInfo.InvariantCulture, $"{turn.SaidAudioMs / 1000:0.0} s of sound"));
        }

        return string.Join(" · ", times);
    }

    private static string Sums(TalkReport report)
    {
        var sums = new List<string>();
        if (report.Wire.UpBytes + report.Wire.DownBytes > 0)
        {
            sums.Add($"up {Bytes(report.Wire.UpBytes)} ({Bytes(report.Wire.UpBytesPerSecond)}/s)");
            sums.Add($"down {Bytes(report.Wire.DownBytes)} ({Bytes(report.Wire.DownBytesPerSecond)}/s)");
            sums.Add(Connections(report.Connection));
        }

        if (report.Frames.Captured > 0)
        {
            sums.Add(report.Frames.Sent == 1 ? "1 frame sent" : $"{report.Frames.Sent} frames sent");
        }

        if (report.Usage.TotalTokens > 0)
        {
            sums.Add(string.Create(CultureInfo.InvariantCulture, $"{report.Usage.TotalTokens:#,0} tokens"));
        }

        if (report.Usage.Cost is { } cost)
        {
            sums.Add(string.Create(CultureInfo.InvariantCulture, $"cost {cost:0.0000}"));
        }

        return string.Join(" · ", sums);
    }

    // Of several the reader wants to know whether the session went on; of one, that it is an earlier one's.
    private static string Connections(ConnectionReport connection) => connection switch
    {
        { Connects: 1, Resumes: 0 } => "1 connection",
        { Connects: 1 } => "1 connection, resumed",
        { Resumes: 0 } => $"{connection.Connects} connections",
        _ => $"{connection.Connects} connections, {connection.Resumes} resumed",
    };

    private static string Bytes(double bytes) => bytes switch
    {
        < 10_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1000:0.0} KB"),
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1000:0} KB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1_000_000:0.0} MB"),
    };
}
