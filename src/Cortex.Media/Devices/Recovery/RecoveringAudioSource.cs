namespace Cortex.Media.Devices;

/// <summary>
/// A microphone that may go away and is found again by itself. It delivers without a break: silence, in real time, where the device
/// gives nothing, whatever the reason.
/// </summary>
internal sealed class RecoveringAudioSource : IAudioSource
{
    private readonly DeviceKeeper<IAudioSource> _keeper;
    private readonly DeviceReport _report;
    private readonly TimeSpan _silentAfter;
    private readonly TimeProvider _time;
    private MicrophoneLine? _line;
    private int _running;

    /// <param name="first">The device, open; owned.</param>
    /// <param name="reopen">Opens it again by the same choice.</param>
    /// <param name="report">Told what happens.</param>
    /// <param name="silentAfter">Zeros for so long after sound are a fault.</param>
    /// <param name="time">The clock.</param>
    public RecoveringAudioSource(IAudioSource first, Func<Task<IAudioSource>> reopen, DeviceReport report, TimeSpan silentAfter, TimeProvider time)
    {
        Name = first.Name;
        SampleRateHz = first.SampleRateHz;
        _report = report;
        _silentAfter = silentAfter;
        _time = time;
        _keeper = new DeviceKeeper<IAudioSource>(
            new DeviceUse<IAudioSource>(
                reopen, (device, stop) => device.RunAsync(_line!.Connect(device.SampleRateHz), stop), static device => device.Counters),
            first,
            report,
            time);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>What it was opened with first; a device that comes back with another rate is resampled to it.</summary>
    public int SampleRateHz { get; }

    /// <inheritdoc/>
    public AudioDeviceCounters Counters => _report.Total + new AudioDeviceCounters(0, 0, 0, 0, _line?.DroppedSamples ?? 0);

    /// <inheritdoc/>
    /// <remarks>Ends without an error when cancelled; a device that is gone does not end it.</remarks>
    public async Task RunAsync(IAudioReceiver receiver, CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _running, 1) != 0)
        {
            throw new InvalidOperationException($"{Name} runs already; one receiver at a time");
        }

        try
        {
            _line = new MicrophoneLine(receiver, SampleRateHz, _silentAfter, _time);
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
