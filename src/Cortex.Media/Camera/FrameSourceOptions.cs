using Cortex.Media.Frames;

namespace Cortex.Media.Camera;

/// <summary>How pictures are captured.</summary>
public sealed record FrameSourceOptions
{
    /// <summary>Frames a second, above 0 and at most 30.</summary>
    /// <value>2.</value>
    public double FramesPerSecond { get; init; } = 2;

    /// <summary>What a frame may be at most; sources deliver frames that fit.</summary>
    /// <value>768 pixels, quality 70, 150,000 bytes.</value>
    public FrameLimits Limits { get; init; } = new();

    /// <summary>How long a video may take to give its first frame, and then each next one.</summary>
    /// <value>15 seconds.</value>
    public TimeSpan VideoTimeout { get; init; } = TimeSpan.FromSeconds(15);
}
