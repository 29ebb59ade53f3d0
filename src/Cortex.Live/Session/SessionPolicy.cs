namespace Cortex.Live.Session;

/// <summary>How a session outlives its connections: every number in one place. All durations are more than nothing.</summary>
public sealed record SessionPolicy
{
    /// <summary>The waits before the first, second, … attempt after a failure. After the last the session closes.</summary>
    /// <value>1, 2, 4, 8, 16 s</value>
    public IReadOnlyList<TimeSpan> Backoff { get; init; } = [.. Enumerable.Range(0, 5).Select(static attempt => TimeSpan.FromSeconds(1 << attempt))];

    /// <summary>How much a wait may differ from <see cref="Backoff"/>, as a share of it, so that many clients do not come back at once.</summary>
    /// <value>0.2</value>
    public double Jitter { get; init; } = 0.2;

    /// <summary>Attempts after a failed first connection, at most as many as <see cref="Backoff"/> has: whoever opened the session has other ways and shall not wait.</summary>
    /// <value>1</value>
    public int OpeningRetries { get; init; } = 1;

    /// <summary>A connection this old has proved itself: attempts are counted anew.</summary>
    /// <value>10 s</value>
    public TimeSpan Stable { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Between two looks whether the network is back, while waiting after a network failure.</summary>
    /// <value>250 ms</value>
    public TimeSpan ProbeEvery { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The server takes nothing of what is sent for this long: the connection is given up.</summary>
    /// <value>5 s</value>
    public TimeSpan SendStall { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A handover is done this long before the server's deadline at the latest.</summary>
    /// <value>4 s</value>
    public TimeSpan HandoverMargin { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>How long a handover at a quiet moment waits for the handle that holds the newest turn.</summary>
    /// <value>3 s</value>
    public TimeSpan HandleWait { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long the server keeps a session for its handle.</summary>
    /// <value>2 h (reference 4.4)</value>
    public TimeSpan HandleLife { get; init; } = TimeSpan.FromHours(2);

    /// <summary>So often a resumed session may die within <see cref="Stable"/> before its handle is taken for poisoned.</summary>
    /// <value>2</value>
    public int PoisonStrikes { get; init; } = 2;

    /// <summary>The utterance that is kept to be sent again.</summary>
    /// <value>15 s</value>
    public TimeSpan Utterance { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The same in bytes of sound.</summary>
    /// <value>480,000</value>
    public int UtteranceBytes { get; init; } = 480_000;

    /// <summary>Sound from before a voice's onset that belongs to its utterance.</summary>
    /// <value>500 ms</value>
    public TimeSpan PreRoll { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Without a turn for this long the connection is closed until somebody speaks or types; <see cref="TimeSpan.Zero"/>: never.</summary>
    /// <value>10 min</value>
    public TimeSpan Idle { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Ask for handles where the setup says nothing about <c>sessionResumption</c>.</summary>
    /// <value>true</value>
    public bool Resumes { get; init; } = true;

    /// <summary>Ask for compression where the setup says nothing about <c>contextWindowCompression</c>.</summary>
    /// <value>true</value>
    public bool Compresses { get; init; } = true;

    /// <summary>Ask the model to go on where a change of connection cut its answer.</summary>
    /// <value>true</value>
    public bool ContinuesAnswers { get; init; } = true;

    /// <summary>Of the history this much goes along into a fresh session.</summary>
    /// <value>8,000 characters, about 2,000 tokens</value>
    public int SeedCharacters { get; init; } = 8000;

    /// <summary>The same where the session ended because its context was exhausted.</summary>
    /// <value>1,500 characters</value>
    public int SummaryCharacters { get; init; } = 1500;

    /// <summary>Between two saves to the store.</summary>
    /// <value>1 s</value>
    public TimeSpan SaveEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long opening waits for the store.</summary>
    /// <value>1 s</value>
    public TimeSpan LoadWait { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>All faults, each one sentence; none: it is good.</summary>
    public IReadOnlyList<string> Faults()
    {
        List<string> faults = [];
        foreach (var (name, value) in new[]
        {
            (nameof(Stable), Stable), (nameof(ProbeEvery), ProbeEvery), (nameof(SendStall), SendStall), (nameof(HandoverMargin), HandoverMargin),
            (nameof(HandleWait), HandleWait), (nameof(HandleLife), HandleLife), (nameof(Utterance), Utterance), (nameof(PreRoll), PreRoll),
            (nameof(SaveEvery), SaveEvery), (nameof(LoadWait), LoadWait),
        })
        {
            Check(faults, name, value);
        }

        if (Idle != TimeSpan.Zero)
        {
            Check(faults, nameof(Idle), Idle);
        }

        foreach (var wait in Backoff)
        {
            Check(faults, nameof(Backoff), wait);
        }

        foreach (var (name, value, most) in new[]
        {
            (nameof(PoisonStrikes), PoisonStrikes, 100), (nameof(UtteranceBytes), UtteranceBytes, 1 << 26),
            (nameof(SeedCharacters), SeedCharacters, 1 << 20), (nameof(SummaryCharacters), SummaryCharacters, 1 << 20),
        })
        {
            if (value < 1 || value > most)
            {
                faults.Add($"{name} is {value}; it must be between 1 and {most}");
            }
        }

        if (OpeningRetries < 0 || OpeningRetries > Backoff.Count)
        {
            faults.Add($"{nameof(OpeningRetries)} is {OpeningRetries}; it must be between 0 and the {Backoff.Count} waits of {nameof(Backoff)}");
        }

        if (Jitter is not (>= 0 and < 1))
        {
            faults.Add($"{nameof(Jitter)} is {Jitter}; it must be at least 0 and less than 1");
        }

        return faults;
    }

    private static void Check(List<string> faults, string name, TimeSpan value)
    {
        if (value <= TimeSpan.Zero || value > TimeSpan.FromDays(1))
        {
            faults.Add($"{name} is {value}; it must be more than nothing and at most a day");
        }
    }
}
