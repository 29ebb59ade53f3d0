namespace Cortex.Live.Protocol;

/// <summary>What the model refuses (reference 2.1).</summary>
public sealed class SafetySetting
{
    /// <summary>The API's harm category.</summary>
    public string? Category { get; init; }

    /// <summary>The API's threshold.</summary>
    public string? Threshold { get; init; }
}
