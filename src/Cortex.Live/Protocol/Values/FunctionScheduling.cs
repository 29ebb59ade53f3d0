using System.Text.Json.Serialization;

namespace Cortex.Live.Protocol;

/// <summary>When the model speaks about the answer of a non-blocking tool (reference 2.4).</summary>
[JsonConverter(typeof(OpenEnumConverter<FunctionScheduling>))]
public readonly record struct FunctionScheduling(string Value) : IOpenEnum<FunctionScheduling>
{
    /// <summary>Never.</summary>
    public static FunctionScheduling Silent { get; } = new("SILENT");

    /// <summary>When it is not speaking; the default.</summary>
    public static FunctionScheduling WhenIdle { get; } = new("WHEN_IDLE");

    /// <summary>At once.</summary>
    public static FunctionScheduling Interrupt { get; } = new("INTERRUPT");

    /// <inheritdoc />
    public static FunctionScheduling From(string value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value;
}
