namespace Cortex.Assistant.Report;

/// <summary>Connections and how they ended.</summary>
/// <param name="Connects">Connections whose setup was accepted.</param>
/// <param name="Resumes">Of these, the ones that took up an earlier session.</param>
/// <param name="Closes">How they ended, oldest first.</param>
public sealed record ConnectionReport(int Connects, int Resumes, IReadOnlyList<CloseReport> Closes);
