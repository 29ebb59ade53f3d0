namespace Cortex.Media.Echo;

/// <summary>What the echo allows.</summary>
public enum EchoVerdict
{
    /// <summary>No answer has sounded yet for long enough to tell.</summary>
    Unknown,

    /// <summary>The answer does not reach the microphone: headphones, or a quiet loudspeaker far away.</summary>
    NoEcho,

    /// <summary>It reaches the microphone, and what is left of it vanishes in the room's noise.</summary>
    Removed,

    /// <summary>It is left above the noise, well below a voice: the wearer must speak up a little to interrupt.</summary>
    Reduced,

    /// <summary>It is left as loud as a voice: half duplex is advised.</summary>
    TooLoud,
}
