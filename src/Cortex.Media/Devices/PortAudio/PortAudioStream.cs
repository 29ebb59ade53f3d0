namespace Cortex.Media.Devices;

/// <summary>
/// An open stream of one device, mono to its user whatever the device has. Everything but <see cref="Open"/> belongs to one thread:
/// a call may hang for as long as the sound system does.
/// </summary>
internal sealed class PortAudioStream
{
    // Rates that some device or other insists on, after the wanted one and the device's own.
    private static readonly int[] CommonRates = [48000, 44100, 32000, 24000, 16000, 8000];
    private readonly PortAudioRuntime _runtime;
    private readonly IPortAudio _native;
    private readonly nint _stream;
    private readonly int _channels;
    private readonly short[] _frames;

    private PortAudioStream(PortAudioRuntime runtime, nint stream, PortAudioDevice device, in StreamWish wish)
    {
        _runtime = runtime;
        _native = runtime.Native;
        _stream = stream;
        _channels = wish.Channels;
        _frames = new short[_channels == 1 ? 0 : wish.PeriodFrames * _channels];
        Name = device.Name;
        RateHz = wish.RateHz;
        PeriodFrames = wish.PeriodFrames;
        Latency = _native.Latency(stream, wish.IsInput);
    }

    public string Name { get; }

    public int RateHz { get; }

    public int PeriodFrames { get; }

    /// <summary>Seconds of buffering, as PortAudio reports it.</summary>
    public double Latency { get; }

    /// <summary>The list of devices is to be read again: close and open anew.</summary>
    public bool IsOutdated => _runtime.IsRenewing;

    /// <summary>Opens a device by the user's choice at the wanted rate, else at its own, else at any common one.</summary>
    /// <exception cref="AudioDeviceException">No such device, or it refuses.</exception>
    public static PortAudioStream Open(PortAudioRuntime runtime, DeviceWish wish) => runtime.Open(
        native =>
        {
            var device = DeviceChoice.Find(
                wish.Choice, wish.IsInput, runtime.Devices(), wish.IsInput ? native.DefaultInput : native.DefaultOutput);
            var code = PortAudioCode.InvalidSampleRate;
            foreach (var candidate in Candidates(device, wish))
            {
                code = native.Open(candidate, out var stream);
                if (code == PortAudioCode.NoError)
                {
                    return new PortAudioStream(runtime, stream, device, candidate);
                }

                if (code is not (PortAudioCode.InvalidSampleRate or PortAudioCode.InvalidChannelCount or PortAudioCode.SampleFormatNotSupported))
                {
                    break;
                }
            }

            var why = code == PortAudioCode.DeviceUnavailable ? "another program has it, or it is gone" : native.Text(code);
            throw new AudioDeviceException($"{wish.Kind} \"{device.Name}\" cannot be opened: {why}");
        },
        wish.IsAgain);

    public void Start() => Check(_native.Start(_stream), "does not start");

    public void Abort() => _native.Abort(_stream);

    public void Close() => _runtime.Close(_stream);

    /// <summary>Waits for a period.</summary>
    /// <returns>False where sound before it was lost, for it was read too late.</returns>
    /// <exception cref="AudioDeviceException">The device is gone.</exception>
    public bool Read(Span<short> period)
    {
        var code = _native.Read(_stream, _channels == 1 ? period : _frames, PeriodFrames);
        if (code is not (PortAudioCode.NoError or PortAudioCode.InputOverflowed))
        {
            Check(code, "gives no sound any more");
        }

        if (_channels > 1)
        {
            ToMono(period);
        }

        return code == PortAudioCode.NoError;
    }

    /// <summary>Waits for room for a period.</summary>
    /// <returns>False where there was a gap before it, for it came too late.</returns>
    /// <exception cref="AudioDeviceException">The device is gone.</exception>
    public bool Write(ReadOnlySpan<short> period)
    {
        if (_channels > 1)
        {
            for (var i = 0; i < period.Length; i++)
            {
                _frames.AsSpan(i * _channels, _channels).Fill(period[i]);
            }
        }

        var code = _native.Write(_stream, _channels == 1 ? period : _frames, PeriodFrames);
        if (code is not (PortAudioCode.NoError or PortAudioCode.OutputUnderflowed))
        {
            Check(code, "takes no sound any more");
        }

        return code == PortAudioCode.NoError;
    }

    private static IEnumerable<StreamWish> Candidates(PortAudioDevice device, DeviceWish wish)
    {
        int[] rates = [.. new[] { wish.RateHz, device.DefaultRateHz }.Concat(CommonRates).Where(static rate => rate > 0).Distinct()];
        var most = device.Channels(wish.IsInput);
        int[] channels = [.. new[] { 1, 2, most }.Where(count => count <= most).Distinct()];
        return from rate in rates
               from count in channels
               let period = (int)Math.Round(rate * wish.Period.TotalSeconds)
               select new StreamWish(device.Index, wish.IsInput, count, rate, period, wish.Latency.TotalSeconds);
    }

    // Of two channels both: often only one of them has the microphone. Of more the first: arrays of microphones give their sum there.
    private void ToMono(Span<short> period)
    {
        for (var i = 0; i < period.Length; i++)
        {
            var first = _frames[i * _channels];
            period[i] = _channels == 2 ? (short)((first + _frames[(i * 2) + 1]) / 2) : first;
        }
    }

    private void Check(int code, string what)
    {
        if (code != PortAudioCode.NoError)
        {
            throw new AudioDeviceException($"\"{Name}\" {what}: {_native.Text(code)}");
        }
    }
}
