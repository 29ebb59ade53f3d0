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
    /// How much of a turn must be there before it sounds, and how long it is waited for at most. Each under-run in a turn doubles
    /// it, up to eight times.
    /// </summary>
    /// <value>40 ms.</value>
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

    internal int FadeSamples => Math.Max(1, Samples(Fade));

    internal int Samples(TimeSpan span) => (int)Math.Round(span.TotalSeconds * SampleRateHz);
}
