namespace Cortex.Media.Audio;

/// <summary>
/// A bounded ring of samples between two threads, without locks.
/// <para>
/// Contract: exactly one thread writes and exactly one thread reads; each may be replaced by another only with a barrier between
/// (a lock, an awaited task). The writer owns <c>_written</c>, the reader owns <c>_read</c>; each publishes its own with release
/// and looks at the other's with acquire, so the samples below a published position are always complete. A full ring refuses the
/// newest; it never waits, allocates or overwrites. The newest samples that were read can be kept, for a reader that goes back.
/// </para>
/// </summary>
public sealed class AudioRing
{
    private readonly short[] _samples;
    private readonly int _kept;
    private long _written;
    private long _read;
    private long _furthest;

    /// <summary>Makes an empty ring.</summary>
    /// <param name="capacity">Samples it takes at most.</param>
    /// <param name="kept">Samples beside them that stay after they were read, for <see cref="Rewind"/>.</param>
    public AudioRing(int capacity, int kept = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(kept);
        _samples = new short[capacity + kept];
        _kept = kept;
    }

    /// <summary>Samples it takes at most; after a <see cref="Rewind"/> more may wait.</summary>
    public int Capacity => _samples.Length - _kept;

    /// <summary>Samples waiting to be read. Exact for the reader as a lower bound, for the writer as an upper bound.</summary>
    public int Count
    {
        get
        {
            // The reader's position first: reading it second could show more read than written.
            var read = Volatile.Read(ref _read);
            return (int)Math.Min(_samples.Length, Volatile.Read(ref _written) - read);
        }
    }

    /// <summary>Room for the writer.</summary>
    public int Free => Math.Max(0, Capacity - Count);

    /// <summary>Samples written since the start.</summary>
    public long Written => Volatile.Read(ref _written);

    /// <summary>Where the reader is: samples read or skipped since the start, less those it went back.</summary>
    public long Consumed => Volatile.Read(ref _read);

    /// <summary>Reader: how far it can go back now.</summary>
    // Counted from the furthest it ever was: the writer may have taken that for room.
    public int Rewindable => (int)Math.Min(_read, _kept - (Math.Max(_furthest, _read) - _read));

    /// <summary>Writer: takes as many samples as there is room for.</summary>
    /// <returns>How many were taken, from the front.</returns>
    public int Write(ReadOnlySpan<short> samples)
    {
        var count = Math.Min(samples.Length, Free);
        var (first, second) = Reserve(count);
        samples[..first.Length].CopyTo(first);
        samples[first.Length..count].CopyTo(second);
        Commit(count);
        return count;
    }

    /// <summary>Reader: gives as many samples as there are.</summary>
    /// <returns>How many were given.</returns>
    public int Read(Span<short> destination)
    {
        var count = Math.Min(destination.Length, Count);
        var (first, second) = Split(_read, count);
        first.CopyTo(destination);
        second.CopyTo(destination[first.Length..]);
        Volatile.Write(ref _read, _read + count);
        return count;
    }

    /// <summary>Reader: forgets samples without copying them.</summary>
    /// <returns>How many were skipped.</returns>
    public int Skip(int count)
    {
        count = Math.Min(count, Count);
        Volatile.Write(ref _read, _read + count);
        return count;
    }

    /// <summary>Reader: goes back, so that samples are read once more.</summary>
    /// <returns>How far, at most <see cref="Rewindable"/>.</returns>
    public int Rewind(int count)
    {
        count = Math.Min(count, Rewindable);
        _furthest = Math.Max(_furthest, _read);
        Volatile.Write(ref _read, _read - count);
        return count;
    }

    /// <summary>
    /// Reader: samples which stay, in one or two pieces. From an offset to where it is, back at most by <see cref="Rewindable"/>, to
    /// <see cref="Count"/> at most.
    /// </summary>
    internal RingSpans PeekAt(int offset, int count) => Split(_read + offset, count);

    /// <summary>Writer: the room for the next samples in one or two pieces, to be filled in place; at most <see cref="Free"/>.</summary>
    internal RingSpans Reserve(int count) => Split(_written, count);

    /// <summary>Writer: publishes what was filled in place.</summary>
    internal void Commit(int count) => Volatile.Write(ref _written, _written + count);

    private RingSpans Split(long position, int count)
    {
        var start = (int)(position % _samples.Length);
        var first = Math.Min(count, _samples.Length - start);
        return new RingSpans(_samples.AsSpan(start, first), _samples.AsSpan(0, count - first));
    }

    internal readonly ref struct RingSpans(Span<short> first, Span<short> second)
    {
        private readonly Span<short> _first = first;
        private readonly Span<short> _second = second;

        public void Deconstruct(out Span<short> first, out Span<short> second)
        {
            first = _first;
            second = _second;
        }
    }
}
