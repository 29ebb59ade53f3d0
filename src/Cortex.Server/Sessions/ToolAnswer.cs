namespace Cortex.Server.Sessions;

/// <summary>What the ledger says to an answer.</summary>
/// <param name="Id">The open call it belongs to, or null.</param>
/// <param name="WasOpen">The call is or was there: an answer that crossed its cancellation is dropped, not punished.</param>
internal readonly record struct ToolAnswer(string? Id, bool WasOpen);
