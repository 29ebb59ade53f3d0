namespace Cortex.App.Run;

/// <summary>What a key asks for.</summary>
internal enum RunKey
{
    /// <summary>Space: the microphone off, or on again.</summary>
    Mute,

    /// <summary>c: the camera off, or on again.</summary>
    Camera,

    /// <summary>Esc: no more of this answer.</summary>
    Stop,

    /// <summary>r: the last answer once more.</summary>
    Repeat,

    /// <summary>q: the end.</summary>
    Quit,
}
