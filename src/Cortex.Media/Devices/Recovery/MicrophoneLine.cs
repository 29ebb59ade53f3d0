namespace Cortex.Media.Devices;

/// <summary>From a microphone to the pump: sound while there is any, silence in its place, one stream without a hole or a double.</summary>
internal sealed class MicrophoneLine : IDeviceLine
{
    // Longer than a busy machine holds up a sound server: what comes after silence was put in its place is lost.
    private static readonly TimeSpan Late = TimeSpan.FromMilliseconds(600);
    private static readonly TimeSpan StallLimit = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan StillSilentAfter = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan MostCaughtUp = TimeSpan.FromSeconds(3);
    private readonly IAudioReceiver _receiver;
    private readonly TimeProvider _time;
    private readonly TimeSpan _silentAfter;
    private readonly short[] _silence;
    private readonly long _step;
    private readonly Lock _lock = new();
    private MicrophoneInlet? _inlet;
    private long _until;
    private long _filledUntil = long.MinValue;
    private long _arrived;
    private long _heard;
    private bool _hadSound;
    private bool _isFlowing;
    private bool _isSilent;
    private long _dropped;

    /// <param name="receiver">Called by one thread at a time.</param>
    /// <param name="rateHz">Of what the receiver gets.</param>
    /// <param name="silentAfter">Zeros for so long after sound are a fault.</param>
    /// <param name="time">The clock.</param>
    public MicrophoneLine(IAudioReceiver receiver, int rateHz, TimeSpan silentAfter, TimeProvider time)
    {
        _receiver = receiver;
        _time = time;
        _silentAfter = silentAfter;
        _silence = new short[rateHz / 100];
        _step = (long)((double)_silence.Length / rateHz * time.TimestampFrequency);
        RateHz = rateHz;
        _until = time.GetTimestamp();
    }

    public int RateHz { get; }

    public bool IsFlowing => Volatile.Read(ref _isFlowing);

    public bool IsSilent => Volatile.Read(ref _isSilent);

    public long DroppedSamples => Volatile.Read(ref _dropped);

    /// <summary>Where a device of this rate delivers to.</summary>
    public IAudioReceiver Connect(int deviceRateHz)
    {
        var inlet = new MicrophoneInlet(this, deviceRateHz, _time.TimestampFrequency);
        lock (_lock)
        {
            _arrived = _heard = _time.GetTimestamp();
            _isFlowing = _hadSound = false;
            return _inlet = inlet;
        }
    }

    public void Disconnect()
    {
        lock (_lock)
        {
            _inlet = null;
        }
    }

    /// <summary>Sound of the device, at the line's rate.</summary>
    public void Deliver(MicrophoneInlet from, ReadOnlySpan<short> samples, long timestamp)
    {
        lock (_lock)
        {
            if (from != _inlet)
            {
                return;
            }

            _arrived = _time.GetTimestamp();
            _isFlowing = true;
            if (samples.ContainsAnyExcept((short)0))
            {
                _heard = _arrived;
                _hadSound = true;
                _isSilent = false;
            }

            if (timestamp <= _filledUntil)
            {
                _dropped += samples.Length;
                return;
            }

            _until = timestamp;
            _receiver.OnSamples(samples, timestamp);
        }
    }

    public void Tick()
    {
        lock (_lock)
        {
            var now = _time.GetTimestamp();
            if (_inlet is not null && _time.GetElapsedTime(_arrived, now) < Late)
            {
                return;
            }

            // After a machine that slept nobody wants its night.
            _until = Math.Max(_until, now - (long)(MostCaughtUp.TotalSeconds * _time.TimestampFrequency));
            while (_until + _step <= now)
            {
                _until += _step;
                _filledUntil = _until;
                _receiver.OnSamples(_silence, _until);
            }
        }
    }

    public DeviceFault? Look()
    {
        lock (_lock)
        {
            var now = _time.GetTimestamp();
            if (_time.GetElapsedTime(_arrived, now) >= StallLimit)
            {
                return new DeviceFault(DeviceEventKind.Lost, $"no sound has come from it for {StallLimit.TotalSeconds:0} s");
            }

            // A microphone that never had sound may be a machine's empty socket; one that fell silent is tried again now and then.
            if (!(_hadSound || _isSilent) || _time.GetElapsedTime(_heard, now) < (_hadSound ? _silentAfter : StillSilentAfter))
            {
                return null;
            }

            _isSilent = true;
            return new DeviceFault(
                DeviceEventKind.Silent, $"it has given nothing but zeros for {_silentAfter.TotalSeconds:0} s: is it switched off or muted?");
        }
    }
}
