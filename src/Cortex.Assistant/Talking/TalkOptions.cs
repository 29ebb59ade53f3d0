using Cortex.Assistant.Pump;

namespace Cortex.Assistant.Talking;

/// <summary>How a talk goes.</summary>
public sealed record TalkOptions
{
    /// <summary>How long nothing may move before an answer is given up. Sound, words and tools count as movement.</summary>
    /// <value>30 seconds.</value>
    public TimeSpan AnswerLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the engine may take to be ready.</summary>
    /// <value>30 seconds; a session has limits of its own, which say more.</value>
    public TimeSpan ReadyLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The pump's.</summary>
    public PumpOptions Pump { get; init; } = new();

    /// <summary>What the talk has cost so far; null: nobody counts.</summary>
    public Func<decimal>? Cost { get; init; }
}
