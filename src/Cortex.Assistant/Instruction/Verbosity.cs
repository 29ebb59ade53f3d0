namespace Cortex.Assistant.Instruction;

/// <summary>How much the assistant says.</summary>
public enum Verbosity
{
    /// <summary>Only what was asked for, in a few words.</summary>
    Quiet,

    /// <summary>A short sentence or two.</summary>
    Brief,

    /// <summary>What helps, in a few sentences.</summary>
    Normal,

    /// <summary>Everything that can be told.</summary>
    Detailed,
}
