namespace Cortex.Engines.Offline;

/// <summary>Two short sentences.</summary>
/// <param name="Finding">The answer.</param>
/// <param name="Caveat">What it rests on, or what cannot be known.</param>
readonly record struct Reply(string Finding, string Caveat);
