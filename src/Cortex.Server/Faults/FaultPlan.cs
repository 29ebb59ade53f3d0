using System.Text.Json.Serialization;

namespace Cortex.Server.Faults;

/// <summary>
/// What goes wrong on a server, and when. Plain data; the format is JSON with comments and trailing commas, its schema
/// <c>samples/faults/cortex-faults.schema.json</c>. The same plan and seed give the same faults, whatever the timing.
/// </summary>
public sealed record FaultPlan
{
    /// <summary>Where an editor finds the schema; not used.</summary>
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    /// <summary>Its name.</summary>
    public string Name { get => field ?? ""; init; }

    /// <summary>What it is for, in a sentence.</summary>
    public string? About { get; init; }

    /// <summary>Where its chances begin.</summary>
    public int Seed { get; init; }

    /// <summary>The faults; where several are due at once, they happen in this order.</summary>
    public IReadOnlyList<Fault> Faults { get => field ?? []; init; }

    /// <summary>The names of the plans that are built in.</summary>
    public static IReadOnlyList<string> BuiltInNames => BuiltInPlans.Names;

    /// <summary>A plan from a file, or a built-in one where there is no such file.</summary>
    /// <exception cref="FaultPlanException">It cannot be read: says where, line and column included, and what was expected.</exception>
    public static FaultPlan Load(string pathOrName)
    {
        ArgumentException.ThrowIfNullOrEmpty(pathOrName);
        return !File.Exists(pathOrName) && BuiltInPlans.Names.Contains(pathOrName) ? BuiltInPlans.Read(pathOrName) : FaultPlanReader.ReadFile(pathOrName);
    }

    /// <summary>A plan from its text.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="source">Its name in messages.</param>
    /// <exception cref="FaultPlanException">It cannot be read: says where, line and column included, and what was expected.</exception>
    public static FaultPlan Parse(ReadOnlySpan<byte> utf8, string source) => FaultPlanReader.Read(utf8, source);
}
