namespace Cortex.App.Reporting;

/// <summary>Where the conversation stood for the wearer, from when to when.</summary>
internal readonly record struct PhaseSpan(string Phase, Span Time);
