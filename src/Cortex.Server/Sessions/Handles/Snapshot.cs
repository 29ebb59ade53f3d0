using Cortex.Live;

namespace Cortex.Server.Sessions;

/// <summary>What a handle restores: plain data, never a living object.</summary>
/// <param name="Model">The model of the conversation; a handle is bound to it.</param>
/// <param name="History">What was said and heard when the handle was made.</param>
/// <param name="Age">How long the session had lasted, over all its connections.</param>
/// <param name="HadVideo">Whether camera frames had come.</param>
internal sealed record Snapshot(string Model, ConversationHistory History, TimeSpan Age, bool HadVideo)
{
    private const int FixedBytes = 256;

    /// <summary>About how much memory it takes.</summary>
    public long Bytes { get; } = FixedBytes + History.Entries.Sum(static entry => 64L + (2L * entry.Text.Length));
}
