using System.Globalization;
using Cortex.App.Configuration;

namespace Cortex.App.Doctor;

/// <summary>Room on the disk, where something is to be kept, and what the processor has left.</summary>
/// <param name="proc">The system's <c>/proc</c>.</param>
/// <param name="sys">The system's <c>/sys</c>.</param>
/// <param name="time">The clock.</param>
internal sealed class MachineCheck(string proc, string sys, TimeProvider time) : ICheck
{
    private const double LeastGigabytes = 0.5;
    private const double HotCelsius = 80;
    private const double BusyShare = 0.85;
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    public string Name => "Disk and processor";

    public TimeSpan Limit => TimeSpan.FromSeconds(15);

    public async Task<IReadOnlyList<Finding>> LookAsync(CortexSettings settings, CancellationToken cancellationToken)
    {
        var findings = new List<Finding>();
        if (settings.KeptFolder is { } kept)
        {
            findings.Add(Disk("state folder", kept));
        }

        findings.Add(await ProcessorAsync(cancellationToken));
        if (Temperature() is { } degrees)
        {
            findings.Add(new(
                "temperature",
                degrees < HotCelsius ? Health.Good : Health.Advice,
                string.Create(CultureInfo.InvariantCulture, $"{degrees:0} °C{(degrees < HotCelsius ? "" : ": a processor this hot slows down")}"),
                degrees < HotCelsius ? null : "give it air: a Raspberry Pi 5 needs its active cooler") { Figures = [("celsius", degrees)] });
        }

        return findings;
    }

    // A read-only root is met here: what cannot be written is told, and where it could be.
    private static Finding Disk(string subject, string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var probe = Path.Combine(folder, $".doctor-{Environment.ProcessId}");
            File.WriteAllText(probe, "");
            File.Delete(probe);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new(subject, Health.Advice, $"{folder} cannot be written to ({fault.Message}): no conversation outlives a restart", "name another folder with state.folder, or \"none\"");
        }

        var free = new DriveInfo(folder).AvailableFreeSpace / 1e9;
        return new(
            subject,
            free >= LeastGigabytes ? Health.Good : Health.Advice,
            string.Create(CultureInfo.InvariantCulture, $"{folder} can be written to, {free:0.0} GB are free"),
            free >= LeastGigabytes ? null : "make room: recordings and local models need it") { Figures = [("freeGigabytes", free)] };
    }

    private async Task<Finding> ProcessorAsync(CancellationToken cancellationToken)
    {
        const string Subject = "processor";
        if (Times() is not { } before)
        {
            return new(Subject, Health.Advice, $"{Environment.ProcessorCount} cores; {proc}/stat does not say how busy they are");
        }

        await Task.Delay(Look, time, cancellationToken);
        var after = Times() ?? before;
        var all = Math.Max(1, after.All - before.All);
        var busy = Math.Clamp(1 - ((after.Idle - before.Idle) / (double)all), 0, 1);
        var words = string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessorCount} cores, {busy * 100:0} % busy now");
        return new(
            Subject,
            busy < BusyShare ? Health.Good : Health.Advice,
            busy < BusyShare ? words : words + ": answers may stutter",
            busy < BusyShare ? null : "see with `top` what takes it") { Figures = [("busyPercent", busy * 100), ("cores", Environment.ProcessorCount)] };
    }

    // The first line of /proc/stat: user nice system idle iowait irq softirq steal …, in ticks.
    private (long All, long Idle)? Times()
    {
        try
        {
            var ticks = File.ReadLines(Path.Combine(proc, "stat")).First().Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Take(8)
                .Select(static word => long.Parse(word, CultureInfo.InvariantCulture)).ToArray();
            return ticks.Length < 5 ? null : (ticks.Sum(), ticks[3] + ticks[4]);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or FormatException or InvalidOperationException or OverflowException)
        {
            return null;
        }
    }

    private double? Temperature()
    {
        try
        {
            return double.Parse(File.ReadAllText(Path.Combine(sys, "class/thermal/thermal_zone0/temp")).Trim(), CultureInfo.InvariantCulture) / 1000;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or FormatException)
        {
            return null;
        }
    }
}
