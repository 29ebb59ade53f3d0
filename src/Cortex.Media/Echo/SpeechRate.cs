namespace Cortex.Media.Echo;

/// <summary>The rate at which echo is looked for: that of the microphone lane.</summary>
internal static class SpeechRate
{
    public const int Hz = 16_000;

    /// <summary>10 ms.</summary>
    public const int Block = Hz / 100;
}
