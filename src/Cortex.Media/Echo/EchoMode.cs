namespace Cortex.Media.Echo;

/// <summary>What is done against the answer that comes back from the loudspeaker.</summary>
public enum EchoMode
{
    /// <summary>The sound server's canceller where it has one, else <see cref="Speex"/> where its library is, else nothing.</summary>
    Auto,

    /// <summary>The sound server's echo-cancelling source and sink.</summary>
    Server,

    /// <summary>SpeexDSP in this process.</summary>
    Speex,

    /// <summary>Nothing; headphones need no more.</summary>
    Off,

    /// <summary>The microphone is silent while an answer sounds; only the stop key interrupts.</summary>
    HalfDuplex,
}
