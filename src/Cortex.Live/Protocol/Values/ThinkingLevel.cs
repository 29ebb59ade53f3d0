using System.Text.Json.Serialization;

namespace Cortex.Live.Protocol;

/// <summary>How long the model thinks before it answers (reference 2.1).</summary>
[JsonConverter(typeof(OpenEnumConverter<ThinkingLevel>))]
public readonly record struct ThinkingLevel(string Value) : IOpenEnum<ThinkingLevel>
{
    /// <summary>The default of 3.1; refused by 3.8.</summary>
    public static ThinkingLevel Minimal { get; } = new("MINIMAL");

    /// <summary>Little.</summary>
    public static ThinkingLevel Low { get; } = new("LOW");

    /// <summary>Some.</summary>
    public static ThinkingLevel Medium { get; } = new("MEDIUM");

    /// <summary>Long.</summary>
    public static ThinkingLevel High { get; } = new("HIGH");

    /// <inheritdoc />
    public static ThinkingLevel From(string value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value;
}
