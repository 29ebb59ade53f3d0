using Cortex.Media.Audio;

namespace Cortex.Media.Devices;

/// <summary>One device's end of a <see cref="MicrophoneLine"/>, at that device's rate.</summary>
internal sealed class MicrophoneInlet : IAudioReceiver
{
    private readonly MicrophoneLine _line;
    private readonly Resampler? _resampler;
    private readonly long _delay;
    private short[] _resampled = [];

    public MicrophoneInlet(MicrophoneLine line, int deviceRateHz, long timestampFrequency)
    {
        _line = line;
        if (deviceRateHz != line.RateHz)
        {
            _resampler = new Resampler(deviceRateHz, line.RateHz);
            _delay = (long)(_resampler.Delay.TotalSeconds * timestampFrequency);
            _resampled = new short[_resampler.MaxOutput(deviceRateHz / 50)];
        }
    }

    public void OnSamples(ReadOnlySpan<short> samples, long timestamp)
    {
        if (_resampler is null)
        {
            _line.Deliver(this, samples, timestamp);
            return;
        }

        if (_resampler.MaxOutput(samples.Length) > _resampled.Length)
        {
            _resampled = new short[_resampler.MaxOutput(samples.Length)];
        }

        var count = _resampler.Process(samples, _resampled);
        _line.Deliver(this, _resampled.AsSpan(0, count), timestamp - _delay);
    }
}
