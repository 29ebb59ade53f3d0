using System.Text.Json.Serialization;

namespace Cortex.Live.Protocol;

/// <summary>What the start of the user's activity does to a running answer (reference 2.1).</summary>
[JsonConverter(typeof(OpenEnumConverter<ActivityHandling>))]
public readonly record struct ActivityHandling(string Value) : IOpenEnum<ActivityHandling>
{
    /// <summary>It is cut; the default.</summary>
    public static ActivityHandling StartOfActivityInterrupts { get; } = new("START_OF_ACTIVITY_INTERRUPTS");

    /// <summary>It goes on.</summary>
    public static ActivityHandling NoInterruption { get; } = new("NO_INTERRUPTION");

    /// <inheritdoc />
    public static ActivityHandling From(string value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value;
}
