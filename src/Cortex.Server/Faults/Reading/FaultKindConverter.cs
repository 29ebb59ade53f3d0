using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cortex.Server.Faults;

/// <summary>Kinds by their names in camelCase, and nothing else.</summary>
internal sealed class FaultKindConverter() : JsonStringEnumConverter<FaultKind>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
{
    /// <summary>All names, in the order of the enum.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Enum.GetNames<FaultKind>().Select(JsonNamingPolicy.CamelCase.ConvertName)];

    /// <summary>One kind's name.</summary>
    public static string NameOf(FaultKind kind) => Names[(int)kind];
}
