using System.Buffers.Binary;

namespace Cortex.Media.Audio;

/// <summary>
/// Writes mono 16-bit WAV as it comes. Every <see cref="Flush"/> brings the lengths in the header up to date where the stream can
/// seek, so the file is whole up to there even if the process is killed; elsewhere the lengths stay open, as every reader of pipes
/// understands. Not thread-safe.
/// </summary>
public sealed class WavWriter : IDisposable
{
    private const int HeaderBytes = 44;
    private readonly Stream _stream;
    private readonly byte[] _buffer = new byte[16 * 1024];
    private readonly long _start;
    private int _buffered;
    private long _dataBytes;
    private bool _disposed;

    /// <summary>Writes a file, replacing what was there.</summary>
    /// <exception cref="AudioFileException">It cannot be created.</exception>
    public WavWriter(string path, int sampleRateHz)
        : this(Create(path), path, sampleRateHz)
    {
    }

    /// <summary>Writes to a stream, which is disposed with the writer.</summary>
    /// <param name="stream">Where to; the header goes to its present position.</param>
    /// <param name="name">Its name in messages.</param>
    /// <param name="sampleRateHz">Samples a second.</param>
    /// <exception cref="AudioFileException">The stream refuses the header.</exception>
    public WavWriter(Stream stream, string name, int sampleRateHz)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sampleRateHz);
        _stream = stream;
        Name = name;
        SampleRateHz = sampleRateHz;
        _start = stream.CanSeek ? stream.Position : 0;
        Guard(() => WriteHeader(stream.CanSeek ? 0 : uint.MaxValue));
    }

    /// <summary>The file's name in messages.</summary>
    public string Name { get; }

    /// <summary>Samples a second.</summary>
    public int SampleRateHz { get; }

    /// <summary>Samples written so far.</summary>
    public long Samples => _dataBytes / sizeof(short);

    /// <summary>Appends samples.</summary>
    /// <exception cref="AudioFileException">The disk refuses them.</exception>
    public void Write(ReadOnlySpan<short> samples)
    {
        while (!samples.IsEmpty)
        {
            if (_buffered == _buffer.Length)
            {
                WriteOut();
            }

            var count = Math.Min(samples.Length, (_buffer.Length - _buffered) / sizeof(short));
            Pcm.ToBytes(samples[..count], _buffer.AsSpan(_buffered));
            _buffered += count * sizeof(short);
            _dataBytes += count * sizeof(short);
            samples = samples[count..];
        }
    }

    /// <summary>Brings all samples to the file and its header up to date.</summary>
    /// <exception cref="AudioFileException">The disk refuses them.</exception>
    public void Flush()
    {
        WriteOut();
        Guard(() =>
        {
            if (_stream.CanSeek)
            {
                var end = _stream.Position;
                _stream.Position = _start;
                WriteHeader((uint)Math.Min(_dataBytes, uint.MaxValue));
                _stream.Position = end;
            }

            _stream.Flush();
        });
    }

    /// <summary>Finishes the header and closes the stream.</summary>
    /// <exception cref="AudioFileException">The disk refuses the rest.</exception>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        try
        {
            Flush();
        }
        finally
        {
            _stream.Dispose();
        }
    }

    private static FileStream Create(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw WavErrors.NotCreated(path, e);
        }
    }

    private void WriteOut()
    {
        var count = _buffered;
        _buffered = 0;
        Guard(() => _stream.Write(_buffer, 0, count));
    }

    private void WriteHeader(uint dataBytes)
    {
        Span<byte> header = stackalloc byte[HeaderBytes];
        "RIFF"u8.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], dataBytes > uint.MaxValue - HeaderBytes ? uint.MaxValue : dataBytes + HeaderBytes - 8);
        "WAVEfmt "u8.CopyTo(header[8..]);
        BinaryPrimitives.WriteUInt32LittleEndian(header[16..], 16);
        BinaryPrimitives.WriteUInt16LittleEndian(header[20..], (ushort)WavEncoding.Pcm);
        BinaryPrimitives.WriteUInt16LittleEndian(header[22..], 1);
        BinaryPrimitives.WriteUInt32LittleEndian(header[24..], (uint)SampleRateHz);
        BinaryPrimitives.WriteUInt32LittleEndian(header[28..], (uint)SampleRateHz * sizeof(short));
        BinaryPrimitives.WriteUInt16LittleEndian(header[32..], sizeof(short));
        BinaryPrimitives.WriteUInt16LittleEndian(header[34..], 16);
        "data"u8.CopyTo(header[36..]);
        BinaryPrimitives.WriteUInt32LittleEndian(header[40..], dataBytes);
        _stream.Write(header);
    }

    private void Guard(Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ObjectDisposedException)
        {
            throw WavErrors.NotWritten(Name, e);
        }
    }
}
