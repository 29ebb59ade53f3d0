namespace Cortex.Live.Protocol;

/// <summary>The server's voice detector (reference 2.1).</summary>
public sealed record AutomaticActivityDetection
{
    /// <summary>True: the client marks activity itself.</summary>
    public bool? Disabled { get; init; }

    /// <summary>How readily speech starts.</summary>
    public StartSensitivity? StartOfSpeechSensitivity { get; init; }

    /// <summary>How readily speech ends.</summary>
    public EndSensitivity? EndOfSpeechSensitivity { get; init; }

    /// <summary>Speech needed before a start counts, in milliseconds.</summary>
    public int? PrefixPaddingMs { get; init; }

    /// <summary>Silence that ends speech, in milliseconds; the server's default is about 800.</summary>
    public int? SilenceDurationMs { get; init; }
}
