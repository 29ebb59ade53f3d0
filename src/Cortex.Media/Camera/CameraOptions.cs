using Cortex.Media.Frames;

namespace Cortex.Media.Camera;

/// <summary>How live cameras are used.</summary>
public sealed record CameraOptions
{
    /// <summary>Pictures a second that are kept, above 0 and at most 30; a camera that gives more loses the others.</summary>
    /// <value>10: of several within a moment the sharpest can be chosen.</value>
    public double FramesPerSecond { get; init; } = 10;

    /// <summary>ffmpeg's input arguments for the camera <c>auto</c>, such as <c>-f avfoundation -i 0</c>; null: one is looked for.</summary>
    public string? Input { get; init; }

    /// <summary>So far the pictures have to be turned clockwise to stand upright: 0, 90, 180 or 270 degrees.</summary>
    /// <value>0: pictures stay as they come.</value>
    public int Rotation { get; init; }

    /// <summary>Which size to ask of the camera; the nearest it has is taken.</summary>
    /// <value>Null: the largest that goes out as it is, else the smallest.</value>
    public PictureSize? Size { get; init; }

    /// <summary>What a frame may be at most to go out as it is.</summary>
    /// <value>768 pixels, quality 70, 150,000 bytes.</value>
    public FrameLimits Limits { get; init; } = new();

    /// <summary>The camera is stopped when nobody has looked for so long.</summary>
    /// <value>30 seconds.</value>
    public TimeSpan IdleAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>So long a camera may take from its start to its first picture.</summary>
    /// <value>10 seconds.</value>
    public TimeSpan StartLimit { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A camera that gives no picture for so long stands still, and is started anew.</summary>
    /// <value>5 seconds.</value>
    public TimeSpan StallLimit { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>An older picture is not the newest any more, since it does not show what is there.</summary>
    /// <value>2 seconds.</value>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Where this machine keeps its cameras and their programs.</summary>
    internal CameraPlaces Places { get; init; } = new();

    /// <summary>Longest side of what has to be encoded.</summary>
    internal int LongestSide => Size?.Longest ?? Limits.LongestSide;
}
