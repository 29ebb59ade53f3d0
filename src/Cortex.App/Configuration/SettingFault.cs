using Cortex.App.Terminal;

namespace Cortex.App.Configuration;

/// <summary>One wrong setting.</summary>
/// <param name="Origin">Where it stands: an option, a variable, a file.</param>
/// <param name="Key">Its key.</param>
/// <param name="Value">Its value.</param>
/// <param name="Allowed">What would be right.</param>
internal sealed record SettingFault(string Origin, string Key, string Value, string Allowed)
{
    /// <summary>The whole of it, where it is not a key that has a wrong value; else null.</summary>
    public string? Sentence { get; init; }

    // Keys and tokens stand among the settings of servers; a fault is read by whoever looks at the screen.
    private bool IsSecret => Key.StartsWith(McpKeys.Prefix, StringComparison.OrdinalIgnoreCase);

    public override string ToString() => Sentence ?? (IsSecret ? $"{Origin}: {Key} has a wrong value; allowed: {Allowed}" : null) ?? $"{Origin}: {Key} is \"{PlainWords.Of(Value)}\"; allowed: {Allowed}";
}
