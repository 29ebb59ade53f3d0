namespace Cortex.Media.Devices;

/// <summary>
/// A loudspeaker that may go away and is found again by itself. While it is away nothing is asked for, and after some seconds sound is
/// asked for in real time and thrown away.
/// </summary>
internal sealed class RecoveringAudioSink : IAudioSink
{
    private readonly DeviceKeeper<IAudioSink> _keeper;
    private readonly DeviceReport _report;
    private readonly TimeProvider _time;
    private SpeakerLine? _line;
    private TimeSpan _latency;
    private int _running;

    /// <param name="first">The device, open; owned.</param>
    /// <param name="reopen">Opens it again by the same choice.</param>
    /// <param name="report">Told what happens.</param>
    /// <param name="time">The clock.</param>
    public RecoveringAudioSink(IAudioSink first, Func<Task<IAudioSink>> reopen, DeviceReport report, TimeProvider time)
    {
        Name = first.Name;
        SampleRateHz = first.SampleRateHz;
        _latency = first.Latency;
        _report = report;
        _time = time;
        _keeper = new DeviceKeeper<IAudioSink>(
            new DeviceUse<IAudioSink>(
                reopen, (device, stop) => device.RunAsync(_line!.Connect(device.SampleRateHz), stop), static device => device.Counters),
            first,
            report,
            time);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>What it was opened with first; a device that comes back with another rate is resampled for.</summary>
    public int SampleRateHz { get; }

    /// <summary>Of the device in use; while there is none, of the last one.</summary>
    public TimeSpan Latency => _latency = _keeper.Device?.Latency ?? _latency;

    /// <inheritdoc/>
    public AudioDeviceCounters Counters => _report.Total;

    /// <inheritdoc/>
    /// <remarks>Ends without an error when cancelled; a device that is gone does not end it.</remarks>
    public async Task RunAsync(IAudioProvider provider, CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _running, 1) != 0)
        {
            throw new InvalidOperationException($"{Name} plays already; one provider at a time");
        }

        try
        {
            _line = new SpeakerLine(provider, SampleRateHz, _time);
            await _keeper.RunAsync(_line, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Volatile.Write(ref _running, 0);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _keeper.DisposeAsync();
}
