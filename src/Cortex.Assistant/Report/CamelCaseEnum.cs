using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cortex.Assistant.Report;

/// <summary>An enum as its name in camel case.</summary>
/// <typeparam name="T">The enum.</typeparam>
internal sealed class CamelCaseEnum<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase)
    where T : struct, Enum;
