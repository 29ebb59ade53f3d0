namespace Cortex.Server.Rest;

/// <summary>What a model of the list does.</summary>
internal enum HttpModelKind
{
    /// <summary>Sockets only.</summary>
    Live,

    /// <summary>Answers in text.</summary>
    Text,

    /// <summary>Speaks; whole answers are raw PCM (the older form).</summary>
    SpeechPcm,

    /// <summary>Speaks; whole answers are WAV files, and sampling fields are refused (the 3.8 form).</summary>
    SpeechWav,
}
