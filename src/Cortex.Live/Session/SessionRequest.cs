namespace Cortex.Live.Session;

/// <summary>What a session asks in the wearer's place.</summary>
public enum SessionRequest
{
    /// <summary>The words are the wearer's own.</summary>
    None,

    /// <summary>An answer to the wearer's last question, from its start.</summary>
    Answer,

    /// <summary>The rest of the last answer.</summary>
    GoOn,

    /// <summary>A sentence that a tool's result was lost.</summary>
    ToolBroke,

    /// <summary>Nothing: it only ends a history.</summary>
    Nothing,
}
