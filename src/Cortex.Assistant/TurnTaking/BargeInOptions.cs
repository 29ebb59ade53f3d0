namespace Cortex.Assistant.TurnTaking;

/// <summary>How a voice during an answer is met: faded at once, silent soon, cut when it is sure, back when it was none.</summary>
public sealed record BargeInOptions
{
    /// <summary>The wearer can cut in at all; false where the conversation's setup says that activity does not interrupt.</summary>
    /// <value>True.</value>
    public bool IsOn { get; init; } = true;

    /// <summary>From the first sign of a sound until the answer is silent, unless the sound was over before.</summary>
    /// <value>60 ms: the first sign comes 10 to 20 ms after the sound began, so that the answer is silent some 80 ms after that.</value>
    public TimeSpan PauseAfter { get; init; } = TimeSpan.FromMilliseconds(60);

    /// <summary>From the first sign until it must be known for a voice.</summary>
    /// <value>350 ms.</value>
    public TimeSpan ConfirmWithin { get; init; } = TimeSpan.FromMilliseconds(350);

    /// <summary>How much longer is waited for what already sounds like a voice: some words begin with 200 ms of hiss.</summary>
    /// <value>250 ms.</value>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>A sound that has been away for so long before the answer was silent was a knock.</summary>
    /// <value>40 ms.</value>
    public TimeSpan KnockGap { get; init; } = TimeSpan.FromMilliseconds(40);

    /// <summary>A sound that has been away for so long after the answer was silent, and was not known for a voice, was none.</summary>
    /// <value>120 ms: longer than the stop of a "t", shorter than what a listener misses.</value>
    public TimeSpan NoiseGap { get; init; } = TimeSpan.FromMilliseconds(120);

    /// <summary>
    /// How long after the end of a voice the answer stays silent where nobody drops it: the server hears an end after its own silence,
    /// and may have heard no voice at all.
    /// </summary>
    /// <value>1.2 s.</value>
    public TimeSpan HoldAfterVoice { get; init; } = TimeSpan.FromMilliseconds(1_200);

    /// <summary>The longest an answer stays silent under a voice that never ends and that the server never hears.</summary>
    /// <value>10 s.</value>
    public TimeSpan LongestHold { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// So many false alarms in a row are no accident but the room: the answer's own echo, a machine. From then on only what stands out
    /// further than they did fades the answer; what is known for a voice silences it all the same.
    /// </summary>
    /// <value>3.</value>
    public int AlarmsToLearn { get; init; } = 3;

    /// <summary>Alarms further apart than this do not follow each other, and what was learned from them is forgotten.</summary>
    /// <value>8 s.</value>
    public TimeSpan AlarmMemory { get; init; } = TimeSpan.FromSeconds(8);
}
