using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Cortex.App.Reporting;

/// <summary>The part of the page with what it all came to: latencies, bytes, pictures, tokens, connections, the process.</summary>
internal static class SumTable
{
    public static void Write(StringBuilder page, Story story)
    {
        page.Append("<h2>Sums</h2><div class=\"wide\"><table><tbody>");
        Row(page, "wait for the first sound", Spread([.. story.Turns.Select(static turn => turn.Wait?.TotalMilliseconds).OfType<double>()]));
        Row(page, "of it added by this device", Spread([.. story.Turns.Select(static turn => turn.Report?.Timing.ClientAddedMs).OfType<double>()]));
        Row(page, "answers", $"{Seconds(Sum(story.Turns.Select(static turn => turn.AnswerLength)))} arrived, {(story.Turns.Any(static turn => turn.Report is not null) ? Seconds(TimeSpan.FromMilliseconds(story.Turns.Sum(static turn => turn.Report?.SaidAudioMs ?? 0))) + " heard" : "what was heard of it is not told")}");
        Row(page, "microphone", $"{Seconds(story.MicrophoneLength)} sent");
        var account = story.Account ?? default;
        var frames = Json.Has(account, "frames", out var counted) ? $", {Json.Number(counted, "captured")} captured, {Json.Number(counted, "skipped")} skipped{LeftOut(counted)}" : "";
        Row(page, "pictures", $"{story.Pictures} sent, {Bytes(story.PictureBytes)}{frames}");
        if (story.Counted is [.., var last])
        {
            var seconds = Math.Max(0.001, last.At.TotalSeconds);
            Row(page, "bytes", $"up {Bytes(last.Up)} ({Bytes(last.Up / seconds)}/s), down {Bytes(last.Down)} ({Bytes(last.Down / seconds)}/s)");
            Row(page, "connections", $"{last.Connects}, {last.Resumes} of them resumed");
        }

        Row(page, "tokens", story.PromptTokens + story.ResponseTokens is 0 ? "none told" : string.Create(CultureInfo.InvariantCulture, $"{story.PromptTokens:#,0} in, {story.ResponseTokens:#,0} out{Cost(account)}"));
        Row(page, "gaps", Gaps(story));
        if (Json.Has(account, "process", out var process))
        {
            Row(page, "this process", string.Create(CultureInfo.InvariantCulture, $"{Json.Real(process, "cpuSeconds"):0.0} s of CPU in {Json.Real(process, "wallSeconds"):0.0} s, at most {Json.Real(process, "peakRssBytes") / 1e6:0} MB"));
        }

        page.Append("</tbody></table></div>");
    }

    private static string Gaps(Story story)
    {
        var away = story.Away.Where(static span => span.From > TimeSpan.Zero).ToArray();
        var dry = story.Turns.SelectMany(Troubles.GapsIn).ToArray();
        return $"{dry.Length} in the sound of answers ({Seconds(Sum(dry.Select(static span => span.Length)))}), {away.Length} {(away.Length is 1 ? "time" : "times")} without a connection ({Seconds(Sum(away.Select(static span => span.Length)))})";
    }

    private static string LeftOut(JsonElement frames) =>
        Json.Has(frames, "leftOut", out var left) && left.ValueKind is JsonValueKind.Object
            && string.Join(", ", left.EnumerateObject().Where(static cause => cause.Value.ValueKind is JsonValueKind.Number && cause.Value.GetDouble() > 0).Select(static cause => $"{cause.Name} {cause.Value.GetDouble():0}")) is { Length: > 0 } causes
            ? $"; left out: {causes}"
            : "";

    private static string Cost(JsonElement account) =>
        Json.Has(account, "usage", out var usage) && Json.Real(usage, "cost") is > 0 and var cost ? string.Create(CultureInfo.InvariantCulture, $", cost {cost:0.0000}") : "";

    private static void Row(StringBuilder page, string name, string what)
    {
        if (what.Length > 0)
        {
            page.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\">{name}</th><td>{ReportPage.Safe(what)}</td></tr>");
        }
    }

    private static string Spread(double[] values)
    {
        if (values.Length is 0)
        {
            return "";
        }

        Array.Sort(values);
        return string.Create(CultureInfo.InvariantCulture, $"{Math.Round(values[0]) + 0.0:0} ms at best, {values[values.Length / 2]:0} ms median, {values[(int)Math.Ceiling(values.Length * 0.95) - 1]:0} ms 95th percentile, {values[^1]:0} ms at worst ({values.Length})");
    }

    private static TimeSpan Sum(IEnumerable<TimeSpan> spans) => spans.Aggregate(TimeSpan.Zero, static (sum, span) => sum + span);

    private static string Seconds(TimeSpan span) => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.0} s");

    private static string Bytes(double bytes) => bytes switch
    {
        < 10_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1000:0.0} KB"),
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1000:0} KB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1_000_000:0.0} MB"),
    };
}
