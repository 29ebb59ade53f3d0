namespace Cortex.Live.Session;

/// <summary>What was seen of the wire's turn that is being received, as plain data.</summary>
internal readonly record struct AnswerSigns
{
    /// <summary>Something of it came.</summary>
    public bool IsOpen { get; init; }

    /// <summary>How long its sound plays.</summary>
    public TimeSpan Sound { get; init; }

    /// <summary>Its sound up to the newest piece of its transcript.</summary>
    public TimeSpan SoundAtMark { get; init; }

    /// <summary>Of its sound, what was a held tone when last heard.</summary>
    public TimeSpan Tone { get; init; }

    /// <summary>Of its sound, what was neither silence nor steady.</summary>
    public TimeSpan Lively { get; init; }

    /// <summary>Sum of its samples' squares.</summary>
    public double Energy { get; init; }

    /// <summary>How many samples.</summary>
    public long Samples { get; init; }

    /// <summary>The level at the end of its sound.</summary>
    public double TailDb { get; init; }

    /// <summary>It has text.</summary>
    public bool HasText { get; init; }

    /// <summary>It has a transcript.</summary>
    public bool HasTranscript { get; init; }

    /// <summary>The transcript's last character that is no space and no closing mark; zero: none.</summary>
    public char LastCharacter { get; init; }

    /// <summary>It called a tool.</summary>
    public bool CalledTool { get; init; }

    /// <summary>All of it was generated.</summary>
    public bool GenerationComplete { get; init; }

    /// <summary>It was cut.</summary>
    public bool Interrupted { get; init; }

    /// <summary>Its tone was stopped.</summary>
    public bool Stopped { get; init; }

    /// <summary>Who asked into it.</summary>
    public Overtaking Overtaken { get; init; }

    /// <summary>Its sound when somebody asked into it.</summary>
    public TimeSpan SoundWhenOvertaken { get; init; }

    /// <summary>All of it was generated when somebody asked into it.</summary>
    public bool WasCompleteWhenOvertaken { get; init; }

    /// <summary>The server heard words since somebody asked into it.</summary>
    public bool HeardWords { get; init; }

    /// <summary>Its level as a whole; decibels of full scale.</summary>
    public double LevelDb => Samples == 0 ? double.NegativeInfinity : 10 * Math.Log10((Energy / Samples) + 1e-12);

    /// <summary>With another message of the same turn.</summary>
    public AnswerSigns With(in MessageSigns signs)
    {
        var last = LastCharacter;
        if (signs.Transcript is { } words && SentenceEnd.LastOf(words) is var found and not '\0')
        {
            last = found;
        }

        return this with
        {
            IsOpen = true,
            Sound = Sound + signs.Sound.Length,
            SoundAtMark = signs.Transcript is null ? SoundAtMark : Sound,
            Tone = signs.Sound.Length > TimeSpan.Zero ? signs.Sound.HeldTone : Tone,
            Lively = Lively + signs.Sound.Lively,
            Energy = Energy + signs.Sound.Energy,
            Samples = Samples + signs.Sound.Samples,
            TailDb = signs.Sound.Length > TimeSpan.Zero ? signs.Sound.TailDb : TailDb,
            HasText = HasText || signs.HasText,
            HasTranscript = HasTranscript || signs.Transcript is not null,
            LastCharacter = last,
            CalledTool = CalledTool || signs.CallsTools,
            GenerationComplete = GenerationComplete || signs.GenerationComplete,
            Interrupted = Interrupted || signs.Interrupted,
            HeardWords = HeardWords || (Overtaken is not Overtaking.None && signs.HeardWords),
        };
    }

    /// <summary>Somebody asked into it.</summary>
    public AnswerSigns OvertakenBy(Overtaking who) => IsOpen && who > Overtaken
        ? this with { Overtaken = who, SoundWhenOvertaken = Sound, WasCompleteWhenOvertaken = GenerationComplete, HeardWords = false }
        : this;
}
