namespace Cortex.Engines.Ladder;

/// <summary>How a <see cref="LadderEngine"/> waits, speaks and climbs.</summary>
public sealed record LadderOptions
{
    /// <summary>BCP-47: the language of its sentences. Where there are none in it, English is spoken.</summary>
    /// <value><c>en</c>.</value>
    public string Language { get; init; } = "en";

    /// <summary>A rung that owes an answer and gives no sign of life for so long has failed (reference 9, rows 13 to 15).</summary>
    /// <value>18 s.</value>
    public TimeSpan SignOfLife { get; init; } = TimeSpan.FromSeconds(18);

    /// <summary>After an answer without sound or words the rung may still mend it for so long.</summary>
    /// <value>6 s.</value>
    public TimeSpan EmptyGrace { get; init; } = TimeSpan.FromSeconds(6);

    /// <summary>
    /// How long a rung that took over may take to begin its answer before the wearer is told of the step; a further step down
    /// within it is told in the same sentence.
    /// </summary>
    /// <value>1 s.</value>
    public TimeSpan FallWait { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long nothing may be said or heard before it is a pause, in which the ladder climbs.</summary>
    /// <value>1 s.</value>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a rung may take to be ready, when it is first opened and when it is tried again.</summary>
    /// <value>10 s.</value>
    public TimeSpan ReadyLimit { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The first wait before an upper rung is tried again; it doubles with each failure.</summary>
    /// <value>5 s.</value>
    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest wait before an upper rung is tried again.</summary>
    /// <value>2 minutes.</value>
    public TimeSpan LongestRetry { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The first wait where a quota is used up or the setup was refused; it doubles with each failure.</summary>
    /// <value>1 minute.</value>
    public TimeSpan FirstRetryAfterRefusal { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The longest wait where a quota is used up or the setup was refused.</summary>
    /// <value>15 minutes.</value>
    public TimeSpan LongestRetryAfterRefusal { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long the local voice may take for a sentence; then its words go out without sound.</summary>
    /// <value>3 s.</value>
    public TimeSpan VoiceLimit { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Sound of the open question that is kept, to ask it again.</summary>
    /// <value>15 s.</value>
    public TimeSpan KeptSound { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Where the waits' jitter comes from: 0 to 1; waits vary by a fifth to both sides.</summary>
    /// <value>Random.</value>
    public Func<double>? Jitter { get; init; }

    internal void Check()
    {
        foreach (var (name, value) in new[]
        {
            (nameof(SignOfLife), SignOfLife), (nameof(EmptyGrace), EmptyGrace), (nameof(FallWait), FallWait), (nameof(Pause), Pause), (nameof(ReadyLimit), ReadyLimit),
            (nameof(FirstRetry), FirstRetry), (nameof(LongestRetry), LongestRetry), (nameof(FirstRetryAfterRefusal), FirstRetryAfterRefusal),
            (nameof(LongestRetryAfterRefusal), LongestRetryAfterRefusal), (nameof(VoiceLimit), VoiceLimit), (nameof(KeptSound), KeptSound),
        })
        {
            if (value <= TimeSpan.Zero || value > TimeSpan.FromHours(1))
            {
                throw new ArgumentException($"{nameof(LadderOptions)}.{name} is {value}; allowed is more than nothing and at most an hour");
            }
        }
    }
}
