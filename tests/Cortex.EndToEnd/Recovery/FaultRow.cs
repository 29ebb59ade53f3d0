namespace Cortex.EndToEnd.Recovery;

/// <summary>One fault and what it may cost.</summary>
/// <param name="Name">In words.</param>
/// <param name="Faults">As in a plan.</param>
/// <param name="Connects">Connections that got ready; null where any number is right.</param>
/// <param name="Resumes">Of these, the resumed ones; null where either way is right.</param>
internal sealed record FaultRow(string Name, string Faults, int? Connects, int? Resumes);
