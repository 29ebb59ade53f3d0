namespace Cortex.App.Bench;

/// <summary>What the process held on to, again and again in the middle of its conversations, and whether that rises.</summary>
internal sealed class SoakSamples(TimeProvider time)
{
    private const double Megabyte = 1_000_000;
    private readonly long _began = time.GetTimestamp();
    private readonly List<(double Minute, Footprint Print)> _all = [];

    /// <summary>Takes one every so often until it is cancelled.</summary>
    public async Task TakeAsync(TimeSpan every, CancellationToken over)
    {
        using var timer = new PeriodicTimer(every, time);
        try
        {
            while (await timer.WaitForNextTickAsync(over))
            {
                _all.Add((time.GetElapsedTime(_began).TotalMinutes, Footprint.Take()));
            }
        }
        catch (OperationCanceledException)
        {
            // Enough.
        }
    }

    /// <summary>Each with the rise over all of them, held to its bar.</summary>
    public IEnumerable<BenchRow> Rows() => _all.Count < 2 ? [] : All().SelectMany(one => Rows(one.What, one.Unit, one.Bar, one.Of));

    /// <summary>The same, to be drawn.</summary>
    public IReadOnlyList<BenchSeries> Series() =>
    [
        .. All().Select(one => new BenchSeries(
            one.What.Trim(), one.Unit, [.. _all.Select(static sample => Math.Round(sample.Minute, 2))], [.. _all.Select(sample => Math.Round(one.Of(sample.Print), 2))])),
    ];

    private IEnumerable<BenchRow> Rows(string what, string unit, double? bar, Func<Footprint, double> of)
    {
        yield return BenchRow.Of(what, unit, _all.Select(sample => of(sample.Print)));
        yield return BenchRow.Of("  rises over the time measured by", unit, [Math.Round(Trend.Rise([.. _all.Select(sample => (sample.Minute, of(sample.Print)))]), 2)], bar);
    }

    // What may come and go with the conversations that happen to be open has a bar of its size.
    private static (string What, string Unit, double? Bar, Func<Footprint, double> Of)[] All() =>
    [
        ("memory: live heap", "MB", 2, static print => print.HeapBytes / Megabyte),
        ("memory: resident", "MB", 8, static print => print.ResidentBytes / Megabyte),
        ("  kept by the collector, free or not", "MB", null, static print => print.CommittedBytes / Megabyte),
        ("  compiled just in time", "MB", null, static print => print.Parts.Code / Megabyte),
        ("  of native code, the compiler's work among it", "MB", null, static print => print.Parts.Native / Megabyte),
        ("handles", "", 4, static print => print.Handles),
        ("threads", "", 4, static print => print.Threads),
        ("timers armed", "", 8, static print => print.Timers),
    ];
}
