namespace Cortex.App.Reporting;

/// <summary>A call of a tool.</summary>
/// <param name="Name">The tool.</param>
/// <param name="From">When it was called.</param>
/// <param name="To">When it was answered or cancelled; null: never.</param>
/// <param name="IsCancelled">The model took the call back.</param>
internal sealed record ToolSpan(string Name, TimeSpan From, TimeSpan? To, bool IsCancelled);
