using System.Text.Json.Serialization;

namespace Cortex.Live.Protocol;

/// <summary>Whether a request is finished when a turn is (reference 3.1).</summary>
[JsonConverter(typeof(OpenEnumConverter<InteractionStatus>))]
public readonly record struct InteractionStatus(string Value) : IOpenEnum<InteractionStatus>
{
    /// <summary>More turns follow for the same request.</summary>
    public static InteractionStatus InProgress { get; } = new("IN_PROGRESS");

    /// <summary>The request is finished.</summary>
    public static InteractionStatus Idle { get; } = new("IDLE");

    /// <summary>Deprecated by the API.</summary>
    public static InteractionStatus RequiresAction { get; } = new("REQUIRES_ACTION");

    /// <inheritdoc />
    public static InteractionStatus From(string value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value;
}
