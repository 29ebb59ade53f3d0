using System.Runtime.InteropServices;
using System.Text.Json.Serialization;

namespace Cortex.App.Bench;

/// <summary>What a bench measured, with where and when, so that a number never travels alone.</summary>
internal sealed record BenchReport
{
    public required string Bench { get; init; }

    public required DateTimeOffset Date { get; init; }

    public required string Method { get; init; }

    public string Machine { get; init; } =
        $"{RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}, {Environment.ProcessorCount} cores";

    public string Runtime { get; init; } =
        $".NET {Environment.Version}, {(System.Runtime.CompilerServices.RuntimeFeature.IsDynamicCodeSupported ? "just-in-time" : "native")}";

    public required IReadOnlyList<BenchRow> Rows { get; init; }

    /// <summary>Runs that went wrong, in the words of what measured them.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];

    /// <summary>What was measured again and again.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<BenchSeries>? Series { get; init; }
}
