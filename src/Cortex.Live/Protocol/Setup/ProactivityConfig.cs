namespace Cortex.Live.Protocol;

/// <summary>Whether the model may stay silent (reference 2.1).</summary>
public sealed class ProactivityConfig
{
    /// <summary>It may.</summary>
    public bool? ProactiveAudio { get; init; }
}
