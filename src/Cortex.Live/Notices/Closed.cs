namespace Cortex.Live;

/// <summary>The conversation is over; nothing follows.</summary>
/// <param name="Reason">Why.</param>
public sealed record Closed(CloseReason Reason) : Notice;
