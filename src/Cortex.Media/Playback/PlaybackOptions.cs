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

    /// <summary>How long a cut or an under-run takes to become silence, and sound after an under-run to come back.</summary>
    /// <value>5 ms: too short to hear, too long to click.</value>
    public TimeSpan Fade { get; init; } = TimeSpan.FromMilliseconds(5);

    internal int Samples(TimeSpan span) => (int)Math.Round(span.TotalSeconds * SampleRateHz);
}
