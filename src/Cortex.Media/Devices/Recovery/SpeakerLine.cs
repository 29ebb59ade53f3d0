namespace Cortex.Media.Devices;

/// <summary>
/// From the pump to a loudspeaker. While there is none, nothing is asked for, so that an answer goes on where it stopped; after some
/// seconds sound is asked for and thrown away, so that a conversation does not wait for ever.
/// </summary>
internal sealed class SpeakerLine : IDeviceLine
{
    private static readonly TimeSpan StallLimit = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly IAudioProvider _provider;
    private readonly TimeProvider _time;
    private readonly short[] _period;
    private readonly long _step;
    private readonly Lock _lock = new();
    private SpeakerOutlet? _outlet;
    private long _asked;
    private long _until;
    private bool _isFlowing;

    /// <param name="provider">Called by one thread at a time.</param>
    /// <param name="rateHz">Of what the provider gives.</param>
    /// <param name="time">The clock.</param>
    public SpeakerLine(IAudioProvider provider, int rateHz, TimeProvider time)
    {
        _provider = provider;
        _time = time;
        _period = new short[rateHz / 100];
        _step = (long)((double)_period.Length / rateHz * time.TimestampFrequency);
        RateHz = rateHz;
        _asked = time.GetTimestamp();
    }

    public int RateHz { get; }

    public bool IsFlowing => Volatile.Read(ref _isFlowing);

    public bool IsSilent => false;

    public long DroppedSamples => 0;

    /// <summary>What a device of this rate is fed by.</summary>
    public IAudioProvider Connect(int deviceRateHz)
    {
        var outlet = new SpeakerOutlet(this, deviceRateHz, _time.TimestampFrequency);
        lock (_lock)
        {
            _asked = _time.GetTimestamp();
            _isFlowing = false;
            return _outlet = outlet;
        }
    }

    public void Disconnect()
    {
        lock (_lock)
        {
            _outlet = null;
        }
    }

    /// <summary>A device asks for a period, at the line's rate.</summary>
    public void Fill(SpeakerOutlet from, Span<short> destination, long timestamp)
    {
        lock (_lock)
        {
            if (from != _outlet)
            {
                destination.Clear();
                return;
            }

            _asked = _time.GetTimestamp();
            _until = 0;
            _isFlowing = true;
            _provider.Fill(destination, timestamp);
        }
    }

    public void Tick()
    {
        lock (_lock)
        {
            var now = _time.GetTimestamp();
            var given = _asked + (long)(Patience.TotalSeconds * _time.TimestampFrequency);
            if (now < given)
            {
                return;
            }

            // After a machine that slept nobody wants its night.
            _until = _until == 0 || now - _until > _time.TimestampFrequency ? now - _step : _until;
            while (_until + _step <= now)
            {
                _until += _step;
                _provider.Fill(_period, _until + _step);
            }
        }
    }

    public DeviceFault? Look()
    {
        lock (_lock)
        {
            return _time.GetElapsedTime(_asked) >= StallLimit
                ? new DeviceFault(DeviceEventKind.Lost, $"it has taken no sound for {StallLimit.TotalSeconds:0} s")
                : null;
        }
    }
}
