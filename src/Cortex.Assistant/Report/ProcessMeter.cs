using System.Diagnostics;

namespace Cortex.Assistant.Report;

/// <summary>What this process spends from now on.</summary>
internal sealed class ProcessMeter(TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();
    private readonly TimeSpan _spent = Environment.CpuUsage.TotalTime;

    public ProcessReport Read()
    {
        using var process = Process.GetCurrentProcess();
        return new ProcessReport(
            Math.Round((Environment.CpuUsage.TotalTime - _spent).TotalSeconds, 3),
            Math.Round(time.GetElapsedTime(_start).TotalSeconds, 3),
            process.PeakWorkingSet64);
    }
}
