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

    /// <summary>z: no more of it, and from now on only what is asked for.</summary>
    Quiet,

    /// <summary>r: the last answer once more.</summary>
    Repeat,

    /// <summary>+ or the arrow up.</summary>
    Louder,

    /// <summary>- or the arrow down.</summary>
    Softer,

    /// <summary>&gt; or the arrow to the right.</summary>
    Faster,

    /// <summary>&lt; or the arrow to the left.</summary>
    Slower,

    /// <summary>m: more about it, and a step more detail from now on.</summary>
    More,

    /// <summary>l: a step less detail from now on.</summary>
    Less,

    /// <summary>b: how full the battery is.</summary>
    Battery,

    /// <summary>a: are you there?</summary>
    AreYouThere,

    /// <summary>w: who is talking?</summary>
    WhoIsTalking,

    /// <summary>?: the keys in the terminal, the commands and the sounds by ear.</summary>
    Help,

    /// <summary>p: a code that lets a browser in.</summary>
    Pair,

    /// <summary>q: the end.</summary>
    Quit,
}
