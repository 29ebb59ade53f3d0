using Cortex.Live;

namespace Cortex.Engines.Ladder;

/// <summary>A rung's conversation while it lives, and who reads it.</summary>
internal sealed class RungRun(int number, int rung, ILiveConversation conversation)
{
    public int Number { get; } = number;

    public int Rung { get; } = rung;

    public ILiveConversation Conversation { get; } = conversation;

    /// <summary>Its event that the reader has.</summary>
    public Loan Loan { get; } = new();

    /// <summary>Reads it to its end.</summary>
    public Task Reading { get; set; } = Task.CompletedTask;
}
