using System.Text.Json.Serialization;

namespace Cortex.Live.Protocol;

/// <summary>How readily the server hears the start of speech (reference 2.1).</summary>
[JsonConverter(typeof(OpenEnumConverter<StartSensitivity>))]
public readonly record struct StartSensitivity(string Value) : IOpenEnum<StartSensitivity>
{
    /// <summary>Detects speech more often; the default of the Developer API.</summary>
    public static StartSensitivity High { get; } = new("START_SENSITIVITY_HIGH");

    /// <summary>Detects speech less often.</summary>
    public static StartSensitivity Low { get; } = new("START_SENSITIVITY_LOW");

    /// <inheritdoc />
    public static StartSensitivity From(string value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value;
}
