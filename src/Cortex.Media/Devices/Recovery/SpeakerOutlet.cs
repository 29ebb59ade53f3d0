using Cortex.Media.Audio;

namespace Cortex.Media.Devices;

/// <summary>One device's end of a <see cref="SpeakerLine"/>, at that device's rate.</summary>
internal sealed class SpeakerOutlet : IAudioProvider
{
    private readonly SpeakerLine _line;
    private readonly Resampler? _resampler;
    private readonly AudioRing? _ready;
    private readonly short[] _period = [];
    private readonly short[] _resampled = [];
    private readonly long _delay;

    public SpeakerOutlet(SpeakerLine line, int deviceRateHz, long timestampFrequency)
    {
        _line = line;
        if (deviceRateHz != line.RateHz)
        {
            _resampler = new Resampler(line.RateHz, deviceRateHz);
            _period = new short[line.RateHz / 100];
            _resampled = new short[_resampler.MaxOutput(_period.Length)];
            _ready = new AudioRing(_resampled.Length * 2);
            _delay = (long)(_resampler.Delay.TotalSeconds * timestampFrequency);
        }
    }

    public void Fill(Span<short> destination, long timestamp)
    {
        if (_resampler is null || _ready is null)
        {
            _line.Fill(this, destination, timestamp);
            return;
        }

        while (!destination.IsEmpty)
        {
            if (_ready.Count == 0)
            {
                _line.Fill(this, _period, timestamp + _delay);
                _ready.Write(_resampled.AsSpan(0, _resampler.Process(_period, _resampled)));
            }

            destination = destination[_ready.Read(destination)..];
        }
    }
}
