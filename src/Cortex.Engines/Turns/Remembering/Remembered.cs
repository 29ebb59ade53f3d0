using Cortex.Live;

namespace Cortex.Engines.Turns;

/// <summary>One entry of the context: whose words, and what they cost.</summary>
internal sealed class Remembered(HistoryRole role)
{
    public HistoryRole Role { get; } = role;

    public string Text { get; set; } = "";

    public bool Interrupted { get; init; }

    public TokenCounts Tokens { get; set; }
}
