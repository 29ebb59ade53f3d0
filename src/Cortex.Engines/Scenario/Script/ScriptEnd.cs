namespace Cortex.Engines.Scenario;

/// <summary>How an answer ends, other than by being finished.</summary>
public sealed record ScriptEnd
{
    /// <summary>The wire's <c>turnCompleteReason</c>, for example <c>RESPONSE_REJECTED</c>.</summary>
    public string? Reason { get; init; }

    /// <summary>The model chose not to speak and expects more.</summary>
    public bool WaitingForInput { get; init; }

    /// <summary>Nothing ever comes: the turn does not end by itself.</summary>
    public bool NoAnswer { get; init; }

    /// <summary>The connection is closed.</summary>
    public ScriptClose? Close { get; init; }
}
