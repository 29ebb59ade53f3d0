using System.Text.Json.Serialization;

namespace Cortex.Live.Protocol;

/// <summary>Start or end of the user's speech as the server heard it (reference 3).</summary>
[JsonConverter(typeof(OpenEnumConverter<VoiceActivityType>))]
public readonly record struct VoiceActivityType(string Value) : IOpenEnum<VoiceActivityType>
{
    /// <summary>Speech began.</summary>
    public static VoiceActivityType Start { get; } = new("ACTIVITY_START");

    /// <summary>Speech ended.</summary>
    public static VoiceActivityType End { get; } = new("ACTIVITY_END");

    /// <inheritdoc />
    public static VoiceActivityType From(string value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value;
}
