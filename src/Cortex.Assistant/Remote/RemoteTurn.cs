using System.Text;
using Cortex.Assistant.Heard;
using Cortex.Assistant.Pump;
using Cortex.Assistant.Report;

namespace Cortex.Assistant.Remote;

/// <summary>One turn of a conversation whose devices are elsewhere. Guarded by its owner's lock.</summary>
internal sealed class RemoteTurn(int number)
{
    private const int MostCharacters = 64 * 1024;
    private readonly StringBuilder _heard = new();

    public int Number => number;

    public AnswerLedger Answer { get; } = new();

    /// <summary>Sound of the answer that was played, as far as the device said.</summary>
    public TimeSpan Played { get; set; }

    /// <summary>The device says what it plays; else it is taken to play as it comes.</summary>
    public bool IsReported { get; set; }

    public long? FirstAudioAt { get; set; }

    /// <summary>When the last thing happened to it that its end waits for.</summary>
    public long TouchedAt { get; set; }

    public bool IsCut { get; set; }

    /// <summary>All of the answer has come.</summary>
    public bool IsComplete { get; set; }

    public TurnTiming Timing { get; set; } = new();

    public bool HasSound => Answer.Arrived > TimeSpan.Zero;

    public void AddHeard(string piece)
    {
        if (_heard.Length + piece.Length <= MostCharacters)
        {
            _heard.Append(piece);
        }
    }

    /// <summary>How much of the answer has sounded by now.</summary>
    public TimeSpan HeardBy(long now, PumpClock clock)
    {
        var played = IsReported ? Played : FirstAudioAt is { } first ? clock.Time.GetElapsedTime(first, now) : TimeSpan.Zero;
        return played < Answer.Arrived ? played : Answer.Arrived;
    }

    /// <summary>The words of it that were heard.</summary>
    public string? Said(TimeSpan heard, SpeechRate rate) => IsCut || heard < Answer.Arrived - RemoteTurns.Tolerance ? Answer.Until(heard, rate) : Answer.Whole();

    public TurnReport Report(TimeSpan heard, SpeechRate rate)
    {
        var question = _heard.ToString().Trim();
        var said = Said(heard, rate);
        return new TurnReport(
            question.Length > 0 ? question : null,
            said is { Length: > 0 } ? said : null,
            Math.Round(heard.TotalMilliseconds, 1),
            IsCut,
            Timing with { ResponseMs = Timing is { FirstSoundMs: { } sound, VoiceEndMs: { } end } ? Math.Round(sound - end, 2) : null });
    }
}
