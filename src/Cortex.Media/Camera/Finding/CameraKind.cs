namespace Cortex.Media.Camera;

/// <summary>How a camera is read.</summary>
public enum CameraKind
{
    /// <summary>Video4Linux, through <c>ffmpeg</c>: USB cameras, capture cards.</summary>
    Video4Linux,

    /// <summary>A Raspberry Pi's own camera, through <c>rpicam-vid</c>.</summary>
    RaspberryPi,
}
