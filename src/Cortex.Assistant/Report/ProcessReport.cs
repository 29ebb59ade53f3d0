namespace Cortex.Assistant.Report;

/// <summary>What the conversation cost this process.</summary>
/// <param name="CpuSeconds">Processor time while the conversation lasted, all threads.</param>
/// <param name="WallSeconds">How long it lasted.</param>
/// <param name="PeakRssBytes">The most memory the process ever had resident.</param>
public sealed record ProcessReport(double CpuSeconds, double WallSeconds, long PeakRssBytes);
