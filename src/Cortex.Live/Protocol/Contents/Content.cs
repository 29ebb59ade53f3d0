namespace Cortex.Live.Protocol;

/// <summary>What one side said: its parts, and who said it (reference 2.2, 3.1).</summary>
public sealed class Content
{
    /// <summary><c>user</c> or <c>model</c>; the Developer API omits it in answers.</summary>
    public string? Role { get; init; }

    /// <summary>In order.</summary>
    public IReadOnlyList<Part> Parts { get; init; } = [];

    /// <summary>A content of one text part.</summary>
    public static Content FromText(string text, string? role = null) => new() { Role = role, Parts = [new Part { Text = text }] };
}
