using System.Diagnostics.Metrics;

namespace Cortex.App.Bench;

/// <summary>Listens to the program's own meters while it is soaked: what happened to the connections. Thread-safe.</summary>
internal sealed class SoakMeter : IDisposable
{
    private readonly Lock _lock = new();
    private readonly MeterListener _listener = new();
    private readonly Dictionary<string, List<double>> _gaps = [];
    private readonly SortedDictionary<string, long> _closes = new(StringComparer.Ordinal);

    public SoakMeter()
    {
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name is "Cortex.Live" && instrument.Name is "cortex.live.gap" or "cortex.live.closes")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((_, value, tags, _) => Gap(Tag(tags, "cause"), value * 1000));
        _listener.SetMeasurementEventCallback<long>((_, value, tags, _) => Close(Tag(tags, "class"), value));
        _listener.Start();
    }

    /// <summary>As rows of a table.</summary>
    public IReadOnlyList<BenchRow> Rows()
    {
        lock (_lock)
        {
            return
            [
                .. _gaps.OrderBy(static gap => gap.Key, StringComparer.Ordinal).Select(static gap => BenchRow.Of(
                    gap.Key is "HandingOver" ? "handovers: time without a connection" : "recoveries: time without a connection", "ms", gap.Value)),
                .. _closes.Select(static close => BenchRow.Of($"connections ended: {close.Key}", "", [close.Value])),
            ];
        }
    }

    public void Dispose() => _listener.Dispose();

    private void Gap(string cause, double ms)
    {
        lock (_lock)
        {
            if (!_gaps.TryGetValue(cause, out var gaps))
            {
                _gaps[cause] = gaps = [];
            }

            gaps.Add(ms);
        }
    }

    private void Close(string kind, long count)
    {
        lock (_lock)
        {
            _closes[kind] = _closes.GetValueOrDefault(kind) + count;
        }
    }

    private static string Tag(ReadOnlySpan<KeyValuePair<string, object?>> tags, string name)
    {
        foreach (var (key, value) in tags)
        {
            if (key == name)
            {
                return value?.ToString() ?? "";
            }
        }

        return "";
    }
}
