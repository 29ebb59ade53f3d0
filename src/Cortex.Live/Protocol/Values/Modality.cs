using System.Text.Json.Serialization;

namespace Cortex.Live.Protocol;

/// <summary>What a model answers in, or what a token count is of (reference 2.1, 3.2).</summary>
[JsonConverter(typeof(OpenEnumConverter<Modality>))]
public readonly record struct Modality(string Value) : IOpenEnum<Modality>
{
    /// <summary>Sound.</summary>
    public static Modality Audio { get; } = new("AUDIO");

    /// <summary>Written text.</summary>
    public static Modality Text { get; } = new("TEXT");

    /// <summary>A still picture.</summary>
    public static Modality Image { get; } = new("IMAGE");

    /// <summary>Camera frames, or an avatar.</summary>
    public static Modality Video { get; } = new("VIDEO");

    /// <summary>A document.</summary>
    public static Modality Document { get; } = new("DOCUMENT");

    /// <inheritdoc />
    public static Modality From(string value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value;
}
