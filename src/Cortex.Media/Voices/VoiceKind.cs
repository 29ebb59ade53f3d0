namespace Cortex.Media.Voices;

/// <summary>What speaks on this device.</summary>
public enum VoiceKind
{
    /// <summary>The best that a warm-up shows to be faster than real time here.</summary>
    Auto,

    /// <summary>Kokoro.</summary>
    Kokoro,

    /// <summary>Piper.</summary>
    Piper,

    /// <summary>espeak-ng.</summary>
    Espeak,
}
