using System.Text.Json;

namespace Cortex.App.Bench;

/// <summary>What <c>talk --json</c> says of its own times: the inside of what the rig measures from outside.</summary>
/// <param name="account">The JSON.</param>
/// <param name="warmUp">Turns at the beginning that are left out.</param>
internal sealed class RigAccount(JsonElement account, int warmUp)
{
    private readonly List<JsonElement> _timings =
        [.. account.GetProperty("turns").EnumerateArray().Skip(warmUp).Select(static turn => turn.GetProperty("timing"))];

    /// <summary>One of the times, of the turns that have it.</summary>
    public BenchRow Row(string what, string name, double? bar = null) => RigRows.Row(what, [.. _timings.Select(timing => Number(timing, name)).OfType<double>()], bar);

    /// <summary>From one moment to another, of the turns that have both.</summary>
    public BenchRow Row(string what, string from, string to, double? bar = null) =>
        RigRows.Row(what, [.. _timings.Select(timing => Number(timing, to) - Number(timing, from)).OfType<double>()], bar);

    /// <summary>All that was lost, in one number.</summary>
    public BenchRow Lost(string what)
    {
        var lost = account.GetProperty("lost").EnumerateArray().Sum(static one => Number(one, "ms") ?? 0);
        return new BenchRow(what, "ms", 1, lost, lost, lost, null);
    }

    private static double? Number(JsonElement one, string name) =>
        one.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Number ? value.GetDouble() : null;
}
