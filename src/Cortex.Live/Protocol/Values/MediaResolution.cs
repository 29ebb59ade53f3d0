using System.Text.Json.Serialization;

namespace Cortex.Live.Protocol;

/// <summary>How many tokens a frame costs (reference 2.1).</summary>
[JsonConverter(typeof(OpenEnumConverter<MediaResolution>))]
public readonly record struct MediaResolution(string Value) : IOpenEnum<MediaResolution>
{
    /// <summary>64 tokens a frame.</summary>
    public static MediaResolution Low { get; } = new("MEDIA_RESOLUTION_LOW");

    /// <summary>256 tokens a frame.</summary>
    public static MediaResolution Medium { get; } = new("MEDIA_RESOLUTION_MEDIUM");

    /// <summary>256 tokens a frame, with zoom.</summary>
    public static MediaResolution High { get; } = new("MEDIA_RESOLUTION_HIGH");

    /// <inheritdoc />
    public static MediaResolution From(string value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value;
}
