namespace Cortex.Server.Faults;

/// <summary>One occasion.</summary>
/// <param name="Moment">What happens.</param>
/// <param name="Turn">The conversation's turn it belongs to; 0 before the first, or where it belongs to none.</param>
/// <param name="Path">Of an HTTP request.</param>
internal readonly record struct FaultEvent(FaultMoment Moment, int Turn = 0, string Path = "");
