using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;

namespace Cortex.Testing;

/// <summary>
/// Hears what one assembly's meter and source tell. They are the whole process's: take it only in a collection that runs alone.
/// </summary>
public sealed class TelemetryEar : IDisposable
{
    private readonly MeterListener _meters = new();
    private readonly ActivityListener _spans;
    private readonly ConcurrentQueue<(string Name, double Value, string Tags)> _heard = [];
    private readonly ConcurrentQueue<Activity> _ended = [];
    private readonly ConcurrentDictionary<string, byte> _instruments = [];

    /// <summary>Listens from now on.</summary>
    /// <param name="name">The meter's and the source's name.</param>
    public TelemetryEar(string name)
    {
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == name)
            {
                _instruments.TryAdd(instrument.Name, 0);
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Hear(instrument, value, tags));
        _meters.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Hear(instrument, value, tags));
        _meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Hear(instrument, value, tags));
        _meters.Start();
        _spans = new ActivityListener
        {
            ShouldListenTo = source => source.Name == name,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _ended.Enqueue,
        };
        ActivitySource.AddActivityListener(_spans);
    }

    /// <summary>The instruments there are.</summary>
    public IReadOnlyCollection<string> Instruments => [.. _instruments.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Those that told something, the gauges asked too.</summary>
    public IReadOnlyCollection<string> Told
    {
        get
        {
            _meters.RecordObservableInstruments();
            return [.. _heard.Select(static one => one.Name).Distinct().Order(StringComparer.Ordinal)];
        }
    }

    /// <summary>Spans that ended.</summary>
    public IReadOnlyList<Activity> Spans => [.. _ended];

    /// <summary>All that was told, in words: every instrument with its tags, every span with all of its own.</summary>
    public string Text => string.Join(
        '\n',
        [.. _heard.Select(static one => $"{one.Name} {one.Tags}"),
            .. _ended.Select(static span => $"{span.DisplayName} {string.Join(' ', span.TagObjects.Select(static tag => $"{tag.Key}={tag.Value}"))} {string.Join(' ', span.Events.Select(static one => one.Name))} {span.StatusDescription}")]);

    /// <summary>What an instrument told, with its tags as <c>key=value</c>, in the order of their keys.</summary>
    public IReadOnlyList<(double Value, string Tags)> Of(string instrument) => [.. _heard.Where(one => one.Name == instrument).Select(static one => (one.Value, one.Tags))];

    /// <summary>The names of an assembly's instruments, which need not have told anything.</summary>
    /// <param name="inside">Any type of the assembly.</param>
    public static IReadOnlyCollection<string> InstrumentsOf(Type inside)
    {
        using var ear = new TelemetryEar(inside.Assembly.GetName().Name!);
        RuntimeHelpers.RunClassConstructor(inside.Assembly.GetType($"{inside.Assembly.GetName().Name}.Diagnostics", throwOnError: true)!.TypeHandle);
        return ear.Instruments;
    }

    public void Dispose()
    {
        _meters.Dispose();
        _spans.Dispose();
    }

    private void Hear(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var words = new List<string>();
        foreach (var (key, said) in tags)
        {
            words.Add($"{key}={said}");
        }

        words.Sort(StringComparer.Ordinal);
        _heard.Enqueue((instrument.Name, value, string.Join(' ', words)));
    }
}
