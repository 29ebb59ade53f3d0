namespace Cortex.Engines.Tools;

/// <summary>
/// What tools may do: what only reads runs at once; what changes something must be on the list of what is allowed, or on the list of what
/// the wearer is asked about. Patterns are <c>tool</c> for one of this device's own, <c>server.tool</c>, or <c>server.*</c>.
/// </summary>
public sealed record ToolPermissions
{
    /// <summary>What may change something without a question.</summary>
    /// <value>Nothing.</value>
    public IReadOnlyList<string> Allow { get; init; } = [];

    /// <summary>What the wearer is asked about each time, whatever else is said.</summary>
    /// <value><c>forget_note</c>.</value>
    public IReadOnlyList<string> Confirm { get; init; } = ["forget_note"];

    /// <summary>What holds for a tool.</summary>
    /// <param name="server">Who offers it; null: this device itself, whose tools are trusted.</param>
    /// <param name="tool">Its name there.</param>
    /// <param name="isReadOnly">It changes nothing, by its own word.</param>
    public ToolRule RuleOf(string? server, string tool, bool isReadOnly) =>
        Names(Confirm, server, tool) ? ToolRule.Asks
        : server is null || isReadOnly || Names(Allow, server, tool) ? ToolRule.Runs
        : ToolRule.Refused;

    /// <inheritdoc />
    public bool Equals(ToolPermissions? other) => other is not null && Allow.SequenceEqual(other.Allow) && Confirm.SequenceEqual(other.Confirm);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Allow.Count, Confirm.Count);

    private static bool Names(IReadOnlyList<string> patterns, string? server, string tool)
    {
        var full = server is null ? tool : $"{server}.{tool}";
        return patterns.Any(pattern => pattern.Equals(full, StringComparison.OrdinalIgnoreCase)
            || (server is not null && pattern.Equals(server + ".*", StringComparison.OrdinalIgnoreCase)));
    }
}
