using System.Text.Json.Serialization;

namespace Cortex.Live.Protocol;

/// <summary>Whether the model waits for a tool (reference 2.1).</summary>
[JsonConverter(typeof(OpenEnumConverter<FunctionBehavior>))]
public readonly record struct FunctionBehavior(string Value) : IOpenEnum<FunctionBehavior>
{
    /// <summary>The model waits for the answer.</summary>
    public static FunctionBehavior Blocking { get; } = new("BLOCKING");

    /// <summary>The conversation goes on meanwhile.</summary>
    public static FunctionBehavior NonBlocking { get; } = new("NON_BLOCKING");

    /// <inheritdoc />
    public static FunctionBehavior From(string value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value;
}
