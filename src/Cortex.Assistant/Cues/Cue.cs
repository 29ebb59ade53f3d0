namespace Cortex.Assistant.Cues;

/// <summary>A state of the assistant that the wearer is told by a short sound. The list is closed.</summary>
public enum Cue
{
    /// <summary>The assistant can be talked to.</summary>
    Ready,

    /// <summary>A voice is heard.</summary>
    Listening,

    /// <summary>The question is complete and was taken.</summary>
    Heard,

    /// <summary>Once more: the answer is still being made.</summary>
    Thinking,

    /// <summary>The answer begins to sound.</summary>
    Speaking,

    /// <summary>The answer was cut.</summary>
    Interrupted,

    /// <summary>Something failed: words were lost, or nobody answered.</summary>
    Error,

    /// <summary>The network is gone; this device answers alone.</summary>
    Offline,

    /// <summary>The network is back.</summary>
    Online,

    /// <summary>The microphone was switched off.</summary>
    Muted,

    /// <summary>The microphone was switched on.</summary>
    Unmuted,

    /// <summary>The camera was switched on.</summary>
    CameraOn,

    /// <summary>The camera was switched off.</summary>
    CameraOff,

    /// <summary>The battery runs low.</summary>
    BatteryLow,

    /// <summary>A microphone, loudspeaker or camera is gone.</summary>
    DeviceLost,

    /// <summary>What was gone is there again.</summary>
    DeviceBack,

    /// <summary>Something comes closer fast.</summary>
    Warning,

    /// <summary>An order was carried out.</summary>
    Confirmed,

    /// <summary>An order cannot be carried out.</summary>
    Denied,
}
