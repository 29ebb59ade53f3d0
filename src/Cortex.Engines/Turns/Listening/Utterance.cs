using System.Buffers;
using System.Runtime.InteropServices;

namespace Cortex.Engines.Turns;

/// <summary>What was said: PCM, 16 kHz, mono, 16 bits little-endian, in a pooled buffer that grows to a bound.</summary>
internal sealed class Utterance(TimeSpan longest) : IDisposable
{
    public const int SampleRateHz = 16_000;

    private const int BytesPerSecond = SampleRateHz * 2;
    private const int FirstBytes = 64 * 1024;

    private readonly int _limit = (int)(longest.TotalSeconds * SampleRateHz) * 2;
    private byte[] _buffer = [];
    private int _length;

    public ReadOnlyMemory<byte> Pcm => _buffer.AsMemory(0, _length);

    public bool IsEmpty => _length == 0;

    public bool IsFull => _length >= _limit;

    public TimeSpan Duration => TimeSpan.FromTicks(_length * TimeSpan.TicksPerSecond / BytesPerSecond);

    /// <summary>Keeps samples; what is beyond the bound is left out.</summary>
    public void Append(ReadOnlySpan<short> samples)
    {
        var bytes = MemoryMarshal.AsBytes(samples);
        bytes = bytes[..Math.Min(bytes.Length, _limit - _length)];
        if (_length + bytes.Length > _buffer.Length)
        {
            Grow(_length + bytes.Length);
        }

        bytes.CopyTo(_buffer.AsSpan(_length));
        _length += bytes.Length;
    }

    /// <summary>Gives the buffer back; nobody may hold <see cref="Pcm"/> any more.</summary>
    public void Dispose()
    {
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
        }

        (_buffer, _length) = ([], 0);
    }

    private void Grow(int needed)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(Math.Max(needed, FirstBytes), _buffer.Length * 2));
        Pcm.Span.CopyTo(larger);
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
        }

        _buffer = larger;
    }
}
