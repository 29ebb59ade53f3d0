namespace Cortex.Media.Speech;

/// <summary>What a <see cref="VoiceMark"/> marks.</summary>
public enum VoiceMarkKind
{
    /// <summary>Somebody began to speak.</summary>
    Started,

    /// <summary>They stopped.</summary>
    Ended,
}
