using System.Text.Json;

namespace Cortex.App.Bench;

/// <summary>The rig's measurements as rows of a table.</summary>
internal static class RigRows
{
    /// <summary>One of its values over the good runs.</summary>
    public static BenchRow Of(string what, JsonElement measured, string value, double? bar = null) =>
        Row(what, [.. Runs(measured).Select(run => Number(run, value)).OfType<double>()], bar);

    /// <summary>How long after the sound's end the answer was back; one that never went counts as 0.</summary>
    public static BenchRow AfterEnd(string what, JsonElement measured, double bar) => Row(
        what,
        [
            .. Runs(measured).Select(static run => Number(run, "recovered_ms") is { } back
                ? Math.Max(0, back - ((run.GetProperty("speech_end_ns").GetDouble() - run.GetProperty("onset_ns").GetDouble()) / 1e6))
                : 0),
        ],
        bar);

    /// <summary>Runs in which something else happened than it had to.</summary>
    public static BenchRow Failures(JsonElement measured)
    {
        var failed = measured.GetProperty("errors").GetArrayLength();
        return new BenchRow("  runs that went wrong", "", measured.GetProperty("repeat").GetInt32(), failed, failed, failed, 0);
    }

    /// <summary>Nothing measured is no good measurement: it holds no bar.</summary>
    public static BenchRow Row(string what, IReadOnlyList<double> values, double? bar) =>
        values.Count > 0 ? BenchRow.Of(what, "ms", values, bar) : new BenchRow(what + ": never", "ms", 0, 0, 0, 0, bar is null ? null : -1);

    private static JsonElement.ArrayEnumerator Runs(JsonElement measured) => measured.GetProperty("runs").EnumerateArray();

    private static double? Number(JsonElement run, string name) =>
        run.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Number ? value.GetDouble() : null;
}
