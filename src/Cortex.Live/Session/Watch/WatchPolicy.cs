namespace Cortex.Live.Session;

/// <summary>When a session thinks that its model has failed, and what it does (reference 9, rows 13 to 15, 21, 22). Immutable.</summary>
public sealed record WatchPolicy
{
    /// <summary>The usual numbers.</summary>
    public static WatchPolicy Default { get; } = new();

    /// <summary>Since the last sign of life, with a question open: time for a spoken word.</summary>
    /// <value>6 s; <see cref="Timeout.InfiniteTimeSpan"/>: never</value>
    public TimeSpan SpokenWordAfter { get; init; } = TimeSpan.FromSeconds(6);

    /// <summary>The model is asked again, in text.</summary>
    /// <value>8 s; <see cref="Timeout.InfiniteTimeSpan"/>: never</value>
    public TimeSpan NudgeAfter { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>The connection is changed. Once a question: where this does not help, the session gives up.</summary>
    /// <value>12 s; <see cref="Timeout.InfiniteTimeSpan"/>: never</value>
    public TimeSpan ResumeAfter { get; init; } = TimeSpan.FromSeconds(12);

    /// <summary>The session gives up, so that the ladder steps down.</summary>
    /// <value>18 s; <see cref="Timeout.InfiniteTimeSpan"/>: never</value>
    public TimeSpan GiveUpAfter { get; init; } = TimeSpan.FromSeconds(18);

    /// <summary>Questions in a row into which the model gives no sign of life; after the last the connection is changed at once.</summary>
    /// <value>3</value>
    public int UnansweredQuestions { get; init; } = 3;

    /// <summary>The clock stands while a tool runs, but no longer: a tool has its own limit, which should be shorter.</summary>
    /// <value>5 minutes</value>
    public TimeSpan LongestTool { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The clock stands while the model says IN_PROGRESS, but no longer.</summary>
    /// <value>60 s</value>
    public TimeSpan LongestInProgress { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>A turn with less sound than this, not interrupted and without a tool call, is empty.</summary>
    /// <value>100 ms</value>
    public TimeSpan ShortestAnswer { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>A turn below this level as a whole was not heard; decibels of full scale (a sine of full scale has −3).</summary>
    /// <value>−55</value>
    public double NearSilenceDb { get; init; } = -55;

    /// <summary>Only a turn of this length or more is judged by its level.</summary>
    /// <value>1 s</value>
    public TimeSpan FullLength { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Turns in a row that nobody can hear (empty, cut without a cause, near-silent); after the last a fresh session starts.</summary>
    /// <value>2</value>
    public int SilentTurns { get; init; } = 2;

    /// <summary>RESPONSE_REJECTED in a row; after the last a fresh session starts.</summary>
    /// <value>2</value>
    public int Rejections { get; init; } = 2;

    /// <summary>Speech that turns into one tone for this long, while the transcript stands still, is stopped.</summary>
    /// <value>1.5 s</value>
    public TimeSpan HeldTone { get; init; } = TimeSpan.FromMilliseconds(1500);

    /// <summary>A window of 40 ms is a tone where its spectrum is less flat than this (0: one line, 1: noise).</summary>
    /// <value>0.15</value>
    public double ToneFlatness { get; init; } = 0.15;

    /// <summary>A tone is held while its level stays this near; decibels up or down.</summary>
    /// <value>1.5</value>
    public double ToneLevelDb { get; init; } = 1.5;

    /// <summary>
    /// How many of three signs make a turn truncated: its transcript stops in a sentence, its sound breaks off, generationComplete is
    /// missing.
    /// </summary>
    /// <value>2; 4: never</value>
    public int TruncationSigns { get; init; } = 2;

    /// <summary>What the model is told when it gives no answer.</summary>
    public string NudgeText { get; init; } = SessionWords.Nudge;

    /// <summary>What the model is told when its answer broke off.</summary>
    public string ContinueText { get; init; } = SessionWords.Continue;

    /// <summary>All faults, each one sentence; none: it is good.</summary>
    public IReadOnlyList<string> Faults()
    {
        List<string> faults = [];
        var before = TimeSpan.Zero;
        foreach (var (name, value) in new[]
        {
            (nameof(SpokenWordAfter), SpokenWordAfter), (nameof(NudgeAfter), NudgeAfter), (nameof(ResumeAfter), ResumeAfter), (nameof(GiveUpAfter), GiveUpAfter),
        })
        {
            if (value == Timeout.InfiniteTimeSpan)
            {
                continue;
            }

            if (value <= before || value > TimeSpan.FromHours(1))
            {
                faults.Add($"{name} is {value}; it must be more than the step before ({before}) and at most an hour, or infinite for never");
            }

            before = value;
        }

        foreach (var (name, value) in new[] { (nameof(LongestTool), LongestTool), (nameof(LongestInProgress), LongestInProgress), (nameof(FullLength), FullLength), (nameof(HeldTone), HeldTone) })
        {
            if (value <= TimeSpan.Zero || value > TimeSpan.FromHours(1))
            {
                faults.Add($"{name} is {value}; it must be more than nothing and at most an hour");
            }
        }

        if (ShortestAnswer < TimeSpan.Zero || ShortestAnswer > TimeSpan.FromSeconds(10))
        {
            faults.Add($"{nameof(ShortestAnswer)} is {ShortestAnswer}; it must be between nothing and 10 s");
        }

        foreach (var (name, value, least, most) in new[]
        {
            (nameof(UnansweredQuestions), UnansweredQuestions, 2, 100), (nameof(SilentTurns), SilentTurns, 1, 100),
            (nameof(Rejections), Rejections, 1, 100), (nameof(TruncationSigns), TruncationSigns, 1, 4),
        })
        {
            if (value < least || value > most)
            {
                faults.Add($"{name} is {value}; it must be between {least} and {most}");
            }
        }

        foreach (var (name, value, least, most) in new[]
        {
            (nameof(NearSilenceDb), NearSilenceDb, -100.0, -20), (nameof(ToneFlatness), ToneFlatness, 0.001, 0.9), (nameof(ToneLevelDb), ToneLevelDb, 0.1, 20),
        })
        {
            if (!(value >= least && value <= most))
            {
                faults.Add($"{name} is {value}; it must be between {least} and {most}");
            }
        }

        foreach (var (name, value) in new[] { (nameof(NudgeText), NudgeText), (nameof(ContinueText), ContinueText) })
        {
            if (string.IsNullOrWhiteSpace(value))
            {
                faults.Add($"{name} is empty; it must say something to the model");
            }
        }

        return faults;
    }
}
