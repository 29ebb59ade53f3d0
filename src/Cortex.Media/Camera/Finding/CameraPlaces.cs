namespace Cortex.Media.Camera;

/// <summary>Where this machine keeps its cameras and the programs that read them.</summary>
sealed record CameraPlaces
{
    /// <summary>A folder for each camera of Video4Linux, with its name.</summary>
    public string Classes { get; init; } = "/sys/class/video4linux";

    /// <summary>The nodes of Video4Linux.</summary>
    public string Nodes { get; init; } = "/dev";

    /// <summary>Reads cameras, streams and videos.</summary>
    public FfmpegCommands Ffmpeg { get; init; } = new();

    /// <summary>Read a Raspberry Pi's own camera.</summary>
    public RpicamCommands Rpicam { get; init; } = new();
}
