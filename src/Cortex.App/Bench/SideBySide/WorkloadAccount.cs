namespace Cortex.App.Bench;

/// <summary>What the workload took of a client, as it tells itself: plain data.</summary>
/// <param name="SetupMs">From the start of its process to the setup being complete.</param>
/// <param name="LatenciesMs">From each question to the first sound of its answer, decoded.</param>
/// <param name="Chunks">Chunks of 20 ms that it sent.</param>
/// <param name="Pictures">Pictures that it sent.</param>
/// <param name="SoundBytes">Sound that came back.</param>
/// <param name="CpuSeconds">Processor time after the warm-up.</param>
/// <param name="WallSeconds">How long that was.</param>
/// <param name="ResidentBytes">In memory at the end.</param>
/// <param name="PeakBytes">The most it ever had in memory.</param>
/// <param name="OwnBytes">In memory at the end without mapped programs and libraries, which others share.</param>
internal sealed record WorkloadAccount(
    double SetupMs, IReadOnlyList<double> LatenciesMs, int Chunks, int Pictures, long SoundBytes, double CpuSeconds, double WallSeconds, long ResidentBytes, long PeakBytes, long OwnBytes);
