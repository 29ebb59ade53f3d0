namespace Cortex.Engines.Scenario;

/// <summary>One turn: what the wearer does, for players of the script, and what the model does.</summary>
public sealed record ScriptTurn : ScriptReply
{
    /// <summary>The wearer's side; null where a real wearer speaks.</summary>
    public ScriptWearer? Wearer { get; init; }
}
