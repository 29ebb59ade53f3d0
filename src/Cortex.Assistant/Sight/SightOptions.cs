using Cortex.Media.Frames;

namespace Cortex.Assistant.Sight;

/// <summary>Which pictures go out, how often, and what they may cost.</summary>
public sealed record SightOptions
{
    /// <summary>Pictures a second from the onset of the wearer's voice until the answer began to sound; above 0.</summary>
    /// <value>2.</value>
    public double FramesPerSecond { get; init; } = 2;

    /// <summary>What a picture may be at most.</summary>
    /// <value>768 pixels, quality 70, 150,000 bytes.</value>
    public FrameLimits Limits { get; init; } = new();

    /// <summary>
    /// Bytes a second on the wire, over time, of everything that is sent, sound too; in any one second never more than twice as much.
    /// Pictures give way, sound never.
    /// </summary>
    /// <value>200,000.</value>
    public int BudgetBytesPerSecond { get; init; } = 200_000;

    /// <summary>Between two pictures while an answer sounds and after it.</summary>
    /// <value>5 seconds.</value>
    public TimeSpan IdleInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long after the last turn that goes on; then nobody looks, and a camera may sleep.</summary>
    /// <value>30 seconds; zero ends it with the turn.</value>
    public TimeSpan IdleFor { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Every picture passes here before it is made fit for the wire: what shall be drawn on it is drawn here. Called one picture at a
    /// time, off the sound's path; what it throws as <see cref="PictureException"/> leaves the picture out.
    /// </summary>
    /// <value>The picture as it is.</value>
    public Func<Frame, Frame> Draws { get; init; } = static frame => frame;

    /// <summary>The table of profiles.</summary>
    public static SightOptions For(SightProfile profile) => profile switch
    {
        SightProfile.Saver => new()
        {
            Limits = new() { LongestSide = 512, Quality = 60, MaxBytes = 60_000 },
            FramesPerSecond = 1,
            BudgetBytesPerSecond = 100_000,
        },
        SightProfile.Detail => new()
        {
            Limits = new() { LongestSide = 1024, Quality = 90, MaxBytes = 175_000 },
            FramesPerSecond = 1,
            BudgetBytesPerSecond = 240_000,
        },
        _ => new(),
    };
}
