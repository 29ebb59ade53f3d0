using Cortex.Live.Protocol;

namespace Cortex.Engines.Turns;

/// <summary>How a <see cref="TurnEngine"/> paces, waits and behaves.</summary>
public sealed record TurnEngineOptions
{
    /// <summary>How fast answers are sent: 1 is real time; 0.5 to 20. Null: as the model named in the setup does it.</summary>
    /// <value>Null: 4.4, and 1.0 for extended thinking (reference 3.3).</value>
    public double? Pace { get; init; }

    /// <summary>Sound in the first chunk of a turn.</summary>
    /// <value>200 ms.</value>
    public TimeSpan FirstChunk { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Sound in every other chunk.</summary>
    /// <value>240 ms.</value>
    public TimeSpan Chunk { get; init; } = TimeSpan.FromMilliseconds(240);

    /// <summary>How late a chunk may be, at random; lateness does not add up.</summary>
    /// <value>Zero.</value>
    public TimeSpan Jitter { get; init; }

    /// <summary>How far the output transcription runs ahead of its sound.</summary>
    /// <value>1.5 s.</value>
    public TimeSpan TranscriptLead { get; init; } = TimeSpan.FromMilliseconds(1500);

    /// <summary>
    /// True: <c>turnComplete</c> waits for the moment the answer would have been played, and a voice until then interrupts.
    /// False: it follows <c>generationComplete</c> at once, and a voice while the answer would still be playing sends
    /// <c>interrupted</c> alone, after <c>turnComplete</c> (reference 3.1).
    /// </summary>
    /// <value>True.</value>
    public bool HoldTurnComplete { get; init; } = true;

    /// <summary>The behaviour of a function that does not say. Null: as the model named in the setup does it.</summary>
    public FunctionBehavior? DefaultBehavior { get; init; }

    /// <summary>Whether turns end with an interaction status. Null: as the model named in the setup does it.</summary>
    public bool? ReportsInteractionStatus { get; init; }

    /// <summary>Whether the start and end of the wearer's voice are reported. Null: as the model named in the setup does it.</summary>
    public bool? ReportsVoiceActivity { get; init; }

    /// <summary>
    /// True: an answer to a call that was never made ends the conversation as the real server does (1008, reference 4.6).
    /// False: it is counted as lost and warned about. An answer that crossed with its cancellation is only ever counted.
    /// </summary>
    /// <value>False.</value>
    public bool UnknownToolAnswerCloses { get; init; }

    /// <summary>
    /// True: where the brain or the engine ends the conversation in the middle of an answer, <c>Closed</c> alone ends it, as a close
    /// frame does on the wire; for servers. False: the answer is interrupted and completed and its calls are cancelled first.
    /// </summary>
    /// <value>False.</value>
    public bool ClosesAbruptly { get; init; }

    /// <summary>How long a call may stay unanswered; then it is cancelled and the brain is told so.</summary>
    /// <value>60 s.</value>
    public TimeSpan ToolTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a brain may take for the next part of an answer; then the conversation ends with 1011.</summary>
    /// <value>120 s.</value>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>The longest utterance; there the turn ends and is answered.</summary>
    /// <value>60 s.</value>
    public TimeSpan LongestUtterance { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Seeds the randomness of ids and jitter. Null: different every time.</summary>
    public int? Seed { get; init; }

    internal void Check()
    {
        Check(Pace is null or (>= 0.5 and <= 20), nameof(Pace), Pace, "0.5 to 20, or nothing");
        Check(FirstChunk >= Speech.OneMillisecond && FirstChunk <= Speech.LongestChunk, nameof(FirstChunk), FirstChunk, "1 ms to 2 s");
        Check(Chunk >= Speech.OneMillisecond && Chunk <= Speech.LongestChunk, nameof(Chunk), Chunk, "1 ms to 2 s");
        Check(Jitter >= TimeSpan.Zero && Jitter <= TimeSpan.FromSeconds(10), nameof(Jitter), Jitter, "0 to 10 s");
        Check(TranscriptLead >= TimeSpan.Zero, nameof(TranscriptLead), TranscriptLead, "0 or more");
        Check(ToolTimeout > TimeSpan.Zero, nameof(ToolTimeout), ToolTimeout, "more than 0");
        Check(AnswerTimeout > TimeSpan.Zero, nameof(AnswerTimeout), AnswerTimeout, "more than 0");
        Check(
            LongestUtterance >= TimeSpan.FromSeconds(1) && LongestUtterance <= TimeSpan.FromMinutes(10),
            nameof(LongestUtterance), LongestUtterance, "1 s to 10 minutes");
    }

    private static void Check(bool fine, string name, object? value, string allowed)
    {
        if (!fine)
        {
            throw new ArgumentException($"{nameof(TurnEngineOptions)}.{name} is {value}; allowed is {allowed}");
        }
    }
}
