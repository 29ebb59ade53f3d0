using System.Text.Json.Serialization;

namespace Cortex.Live.Protocol;

/// <summary>How readily the server hears the end of speech (reference 2.1).</summary>
[JsonConverter(typeof(OpenEnumConverter<EndSensitivity>))]
public readonly record struct EndSensitivity(string Value) : IOpenEnum<EndSensitivity>
{
    /// <summary>Ends speech more often; the default of the Developer API.</summary>
    public static EndSensitivity High { get; } = new("END_SENSITIVITY_HIGH");

    /// <summary>Ends speech less often.</summary>
    public static EndSensitivity Low { get; } = new("END_SENSITIVITY_LOW");

    /// <inheritdoc />
    public static EndSensitivity From(string value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value;
}
