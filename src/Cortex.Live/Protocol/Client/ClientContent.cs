namespace Cortex.Live.Protocol;

/// <summary>Turns that are appended to the history, in order; with <see cref="TurnComplete"/> the model answers (reference 2.2).</summary>
public sealed class ClientContent : ClientMessage
{
    /// <summary>The turns, oldest first.</summary>
    public IReadOnlyList<Content> Turns { get; init; } = [];

    /// <summary>True starts the answer and interrupts a running one; false lets the server wait for more.</summary>
    public bool TurnComplete { get; init; }
}
