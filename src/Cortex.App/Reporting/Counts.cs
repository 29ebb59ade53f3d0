namespace Cortex.App.Reporting;

/// <summary>What the conversation had counted at one moment.</summary>
/// <param name="At">Since it was opened.</param>
/// <param name="Up">Bytes sent.</param>
/// <param name="Down">Bytes received.</param>
/// <param name="Connects">Connections.</param>
/// <param name="Resumes">Of these, the ones that went on with a session.</param>
internal readonly record struct Counts(TimeSpan At, long Up, long Down, long Connects, long Resumes);
