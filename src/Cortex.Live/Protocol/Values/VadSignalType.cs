using System.Text.Json.Serialization;

namespace Cortex.Live.Protocol;

/// <summary>The older form of <see cref="VoiceActivityType"/> (reference 3).</summary>
[JsonConverter(typeof(OpenEnumConverter<VadSignalType>))]
public readonly record struct VadSignalType(string Value) : IOpenEnum<VadSignalType>
{
    /// <summary>Start of speech.</summary>
    public static VadSignalType Sos { get; } = new("VAD_SIGNAL_TYPE_SOS");

    /// <summary>End of speech.</summary>
    public static VadSignalType Eos { get; } = new("VAD_SIGNAL_TYPE_EOS");

    /// <inheritdoc />
    public static VadSignalType From(string value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value;
}
