namespace Cortex.Assistant.Commands;

/// <summary>What the wearer can order, whatever the model makes of it. The list is closed.</summary>
public enum WearerCommand
{
    /// <summary>No more of this answer.</summary>
    Stop,

    /// <summary>No more of this answer, and from now on only what must be said.</summary>
    Quiet,

    /// <summary>The last answer once more, from memory.</summary>
    Repeat,

    /// <summary>Louder answers.</summary>
    Louder,

    /// <summary>Softer answers.</summary>
    Softer,

    /// <summary>Slower speech.</summary>
    Slower,

    /// <summary>Faster speech.</summary>
    Faster,

    /// <summary>More about it, and from now on a step more detail.</summary>
    More,

    /// <summary>From now on a step less detail.</summary>
    Less,

    /// <summary>The camera on.</summary>
    CameraOn,

    /// <summary>The camera off.</summary>
    CameraOff,

    /// <summary>The microphone off.</summary>
    Mute,

    /// <summary>The microphone on.</summary>
    Unmute,

    /// <summary>How full the battery is.</summary>
    Battery,

    /// <summary>What can be said, and what the sounds mean.</summary>
    Help,

    /// <summary>A sign of life, at once.</summary>
    AreYouThere,

    /// <summary>Who answers.</summary>
    WhoIsTalking,

    /// <summary>A code that lets a browser into the console.</summary>
    PairingCode,
}
