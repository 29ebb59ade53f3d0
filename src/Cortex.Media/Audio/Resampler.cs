using System.Numerics;

namespace Cortex.Media.Audio;

/// <summary>
/// Changes the rate of a stream of samples with a windowed-sinc polyphase filter: flat within 0.05 dB up to 0.88 of the lower
/// Nyquist frequency, aliases and images more than 75 dB down. Output sample k lies exactly at input time k · from / to (no shift);
/// it comes out once <see cref="Delay"/> more input is there. Streams of any cut give the same samples. Not thread-safe; a call
/// allocates nothing.
/// </summary>
public sealed class Resampler
{
    private const int BlockSamples = 1024;
    private readonly ResamplerFilter _filter;
    private readonly float[] _line;
    private readonly int _up;
    private readonly int _down;
    private int _filled;
    private int _position;
    private int _phase;
    private long _in;
    private long _out;

    /// <summary>Prepares a stream.</summary>
    /// <param name="fromHz">Rate of the input, 1 to 768,000.</param>
    /// <param name="toHz">Rate of the output, 1 to 768,000.</param>
    public Resampler(int fromHz, int toHz)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(fromHz);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(toHz);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(fromHz, WavFormat.MaxSampleRateHz);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(toHz, WavFormat.MaxSampleRateHz);
        FromHz = fromHz;
        ToHz = toHz;
        var divisor = (int)BigInteger.GreatestCommonDivisor(fromHz, toHz);
        _up = toHz / divisor;
        _down = fromHz / divisor;
        _filter = new ResamplerFilter(_up, _down);
        _line = new float[_filter.Taps + BlockSamples];
        Reset();
    }

    /// <summary>Rate of the input.</summary>
    public int FromHz { get; }

    /// <summary>Rate of the output.</summary>
    public int ToHz { get; }

    /// <summary>How far the output lags behind the input in a stream: half the filter. Positions are not shifted.</summary>
    public TimeSpan Delay => _up == _down ? TimeSpan.Zero : TimeSpan.FromSeconds(_filter.Half / (double)FromHz);

    /// <summary>The largest number of samples one call can give for so many.</summary>
    public int MaxOutput(int inputSamples) => (int)((((long)inputSamples + _filter.Half) * _up / _down) + 2);

    /// <summary>Takes all the input and gives all the output that is complete by now.</summary>
    /// <param name="input">Any number of samples.</param>
    /// <param name="output">At least <see cref="MaxOutput"/> long.</param>
    /// <returns>The samples written.</returns>
    public int Process(ReadOnlySpan<short> input, Span<short> output)
    {
        if (_up == _down)
        {
            input.CopyTo(output);
            return input.Length;
        }

        var written = 0;
        _in += input.Length;
        while (!input.IsEmpty)
        {
            var count = Math.Min(input.Length, _line.Length - _filled);
            for (var i = 0; i < count; i++)
            {
                _line[_filled + i] = input[i];
            }

            _filled += count;
            input = input[count..];
            written += Drain(output[written..], long.MaxValue);
        }

        return written;
    }

    /// <summary>The end of the stream: gives the rest, so that all output together is the input's length · to / from, rounded up.</summary>
    /// <param name="output">At least <see cref="MaxOutput"/> of 0 long.</param>
    /// <returns>The samples written. Then the next stream can start.</returns>
    public int Flush(Span<short> output)
    {
        var written = 0;
        if (_up != _down)
        {
            var total = ((_in * _up) + _down - 1) / _down;
            for (var rest = _filter.Half; rest > 0;)
            {
                var count = Math.Min(rest, _line.Length - _filled);
                _line.AsSpan(_filled, count).Clear();
                _filled += count;
                rest -= count;
                written += Drain(output[written..], total);
            }
        }

        Reset();
        return written;
    }

    /// <summary>Forgets the stream so far.</summary>
    public void Reset()
    {
        Array.Clear(_line);
        _filled = _filter.Half - 1;
        (_position, _phase, _in, _out) = (0, 0, 0, 0);
    }

    /// <summary>A whole recording at another rate; its length is exactly length · to / from, rounded up.</summary>
    public static short[] Convert(ReadOnlySpan<short> samples, int fromHz, int toHz)
    {
        var resampler = new Resampler(fromHz, toHz);
        var output = new short[resampler.MaxOutput(samples.Length) + resampler.MaxOutput(0)];
        var written = resampler.Process(samples, output);
        written += resampler.Flush(output.AsSpan(written));
        return output[..written];
    }

    private int Drain(Span<short> output, long total)
    {
        var written = 0;
        while (_position + _filter.Taps <= _filled && _out < total)
        {
            output[written++] = Pcm.Saturate(_filter.Apply(_line.AsSpan(_position, _filter.Taps), _phase));
            _out++;
            _phase += _down;
            _position += _phase / _up;
            _phase %= _up;
        }

        var done = Math.Min(_position, _filled);
        _line.AsSpan(done, _filled - done).CopyTo(_line);
        _filled -= done;
        _position -= done;
        return written;
    }
}
