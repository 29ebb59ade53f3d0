using Cortex.Media.Audio;
using Cortex.Media.Devices;
using Cortex.Media.Playback;

namespace Cortex.Assistant.Pump;

/// <summary>
/// The playback queue, and what is mixed around it, at the device's rate, and a word to the pump when an answer's sound begins or
/// stops. The device's thread; allocates nothing.
/// </summary>
internal sealed class Speaker : IAudioProvider
{
    private const int BlocksPerSecond = 200;

    private readonly PlaybackQueue _queue;
    private readonly IAudioProvider _sound;
    private readonly Resampler? _resampler;
    private readonly AsyncSignal _changed;
    private readonly TimeProvider _time;
    private readonly short[] _block = [];
    private readonly short[] _ready = [];
    private int _readyStart;
    private int _readyEnd;
    private bool _wasSounding;
    private long _played;

    /// <param name="queue">Answers.</param>
    /// <param name="deviceRateHz">Samples a second of the device.</param>
    /// <param name="changed">Set when an answer begins or stops to sound.</param>
    /// <param name="time">The clock.</param>
    /// <param name="sound">What plays: the queue with cues and taps around it, at its rate; null for the queue alone.</param>
    public Speaker(PlaybackQueue queue, int deviceRateHz, AsyncSignal changed, TimeProvider time, IAudioProvider? sound = null)
    {
        (_queue, _sound, _changed, _time) = (queue, sound ?? queue, changed, time);
        if (deviceRateHz != queue.SampleRateHz)
        {
            _resampler = new Resampler(queue.SampleRateHz, deviceRateHz);
            _block = new short[queue.SampleRateHz / BlocksPerSecond];
            _ready = new short[_resampler.MaxOutput(_block.Length)];
        }
    }

    /// <summary>Samples that the device asked for so far. Any thread.</summary>
    public long Played => Volatile.Read(ref _played);

    /// <inheritdoc />
    public void Fill(Span<short> destination, long timestamp)
    {
        if (_resampler is null)
        {
            _sound.Fill(destination, timestamp);
        }
        else
        {
            Convert(destination, timestamp, _resampler);
        }

        _played += destination.Length;
        if (_queue.IsSounding != _wasSounding)
        {
            _wasSounding = !_wasSounding;
            _changed.Set();
        }
    }

    private void Convert(Span<short> destination, long timestamp, Resampler resampler)
    {
        for (var filled = 0; filled < destination.Length;)
        {
            if (_readyStart == _readyEnd)
            {
                var at = TimeSpan.FromSeconds((double)filled / resampler.ToHz) + resampler.Delay;
                _sound.Fill(_block, timestamp + (long)(at.TotalSeconds * _time.TimestampFrequency));
                (_readyStart, _readyEnd) = (0, resampler.Process(_block, _ready));
            }

            var part = Math.Min(destination.Length - filled, _readyEnd - _readyStart);
            _ready.AsSpan(_readyStart, part).CopyTo(destination[filled..]);
            _readyStart += part;
            filled += part;
        }
    }
}
