using Cortex.Assistant.Sight;
using Cortex.Media.Camera;
using Cortex.Media.Frames;

namespace Cortex.App.Configuration;

/// <summary>Which of the camera's pictures go out: a profile, and what was said otherwise.</summary>
internal sealed record SightSettings
{
    /// <summary>A video gives so many pictures a second, so that there is a sharp one to choose.</summary>
    private const double VideoRate = 10;

    /// <summary>What pictures are for.</summary>
    public SightProfile Profile { get; init; } = SightProfile.Normal;

    /// <summary>Pictures a second while a turn is active; null: as the profile has it.</summary>
    public double? FramesPerSecond { get; init; }

    /// <summary>Kilobytes a second of all that goes up; null: as the profile has it.</summary>
    public double? Budget { get; init; }

    /// <summary>How long after a turn it is still looked, now and then.</summary>
    public TimeSpan IdleFor { get; init; } = new SightOptions().IdleFor;

    /// <summary>The profile with what was said otherwise.</summary>
    public SightOptions Options
    {
        get
        {
            var profile = SightOptions.For(Profile);
            return profile with
            {
                FramesPerSecond = FramesPerSecond ?? profile.FramesPerSecond,
                BudgetBytesPerSecond = Budget is { } budget ? (int)(budget * 1000) : profile.BudgetBytesPerSecond,
                IdleFor = IdleFor,
            };
        }
    }

    /// <summary>How a picture, a folder or a video is opened for it.</summary>
    public FrameSourceOptions SourceFor(string path) => Directory.Exists(path)
        ? new() { Limits = Options.Limits, FramesPerSecond = Options.FramesPerSecond }
        // Of ten pictures a second two go out: only those need be made lighter.
        : new() { Limits = Options.Limits with { MaxBytes = PictureLimits.MaxBytes }, FramesPerSecond = VideoRate };
}
