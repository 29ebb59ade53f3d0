namespace Cortex.Media.Playback;

/// <summary>How the playback queue behaves.</summary>
public sealed record PlaybackOptions
{
    /// <summary>Samples a second of what is written and played.</summary>
    /// <value>24,000, the rate of the answers.</value>
    public int SampleRateHz { get; init; } = 24_000;

    /// <summary>The most sound that can wait.</summary>
    /// <value>120 seconds: answers arrive faster than they sound.</value>
    public TimeSpan Capacity { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>
    /// How much of a turn must be there before it sounds, and how long it is waited for at most. Each under-run doubles it, up to
    /// eight times, for the turns after it too; each turn heard for a second or more without one halves it again.
    /// </summary>
    /// <value>40 ms at first and at least.</value>
    public TimeSpan StartBuffer { get; init; } = TimeSpan.FromMilliseconds(40);

    /// <summary>How long a cut, a pause or an under-run takes to become silence, and sound to come back after one.</summary>
    /// <value>5 ms: too short to hear, too long to click.</value>
    public TimeSpan Fade { get; init; } = TimeSpan.FromMilliseconds(5);

    /// <summary>How much quieter <see cref="PlaybackLevel.Ducked"/> is, in decibels.</summary>
    /// <value>-24: too quiet to talk against, loud enough to be missed by nobody who was not speaking.</value>
    public double DuckDb { get; init; } = -24;

    /// <summary>
    /// How far before a pause sound goes on. Never further back than this before the furthest that was played: pauses one after
    /// another do not walk an answer backwards.
    /// </summary>
    /// <value>100 ms.</value>
    public TimeSpan Rewind { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// How much is left of the silence (below -60 dBFS) that a turn begins with; null leaves all of it. What is left out counts as
    /// heard.
    /// </summary>
    /// <value>20 ms: soft beginnings stay whole.</value>
    public TimeSpan? LeadingSilence { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>The most of it that is left out: a longer silence is meant.</summary>
    /// <value>500 ms.</value>
    public TimeSpan LeadingSilenceLimit { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How much is played of a silence that a turn begins with.</summary>
    /// <param name="silence">How long it is.</param>
    public TimeSpan KeptOf(TimeSpan silence)
    {
        var left = LeadingSilence is { } kept ? silence - kept : TimeSpan.Zero;
        return left <= TimeSpan.Zero ? silence : silence - (left < LeadingSilenceLimit ? left : LeadingSilenceLimit);
    }

    internal int FadeSamples => Math.Max(1, Samples(Fade));

    internal int Samples(TimeSpan span) => (int)Math.Round(span.TotalSeconds * SampleRateHz);
}
