namespace Cortex.Engines.Tools;

/// <summary>Whether a tool may run.</summary>
public enum ToolRule
{
    /// <summary>At once.</summary>
    Runs,

    /// <summary>Once the wearer has agreed.</summary>
    Asks,

    /// <summary>Never: the model is not told of it.</summary>
    Refused,
}
