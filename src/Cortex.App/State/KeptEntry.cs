namespace Cortex.App.State;

/// <summary>One side's words, as the file has them.</summary>
internal sealed record KeptEntry(bool User, string? Text, bool Interrupted);
