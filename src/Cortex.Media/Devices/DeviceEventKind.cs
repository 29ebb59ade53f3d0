namespace Cortex.Media.Devices;

/// <summary>What happens to a device while it is in use.</summary>
public enum DeviceEventKind
{
    /// <summary>It is gone or stands still; it is looked for until it is back. A microphone gives silence meanwhile.</summary>
    Lost,

    /// <summary>It is in use again, or a silent microphone has sound again.</summary>
    Back,

    /// <summary>A microphone that had sound gives nothing but zeros: switched off, or a headset that went away.</summary>
    Silent,

    /// <summary>A gap was heard: this machine was too slow for the loudspeaker.</summary>
    Underrun,

    /// <summary>Sound of the microphone was lost: this machine was too slow for it.</summary>
    Overflow,
}
