namespace Cortex.Engines.Tools;

/// <summary>How a set of tools behaves.</summary>
public sealed record ToolsetOptions
{
    /// <summary>What may run, and what is asked about.</summary>
    public ToolPermissions Permissions { get; init; } = new();

    /// <summary>Names that others answer to: nothing here takes one of them.</summary>
    public IReadOnlyList<string> Reserved { get; init; } = [];

    /// <summary>A longer result is cut, and says so: a model pays for it, and small answers keep its session alive (reference section 9).</summary>
    /// <value>16,000 characters.</value>
    public int MostResult { get; init; } = 16_000;

    /// <summary>More tools than this are not declared.</summary>
    /// <value>64.</value>
    public int MostTools { get; init; } = 64;

    /// <summary>More characters of names, words and schemas than this are not declared: every conversation begins with them.</summary>
    /// <value>48,000.</value>
    public int MostDeclared { get; init; } = 48_000;
}
