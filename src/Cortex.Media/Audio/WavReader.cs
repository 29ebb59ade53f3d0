namespace Cortex.Media.Audio;

/// <summary>
/// Reads a WAV file as mono 16-bit samples at its own rate: PCM of 8 to 32 bits, floating point of 32 and 64, any channels (their
/// mean), plain or extensible header, odd chunks, and the open lengths of what was written to a pipe. Not thread-safe.
/// </summary>
public sealed class WavReader : IDisposable
{
    private static readonly TimeSpan LongestRecording = TimeSpan.FromMinutes(15);
    private readonly Stream _stream;
    private readonly WavFormat _format;
    private readonly long? _promised;
    private readonly byte[] _buffer;
    private ReadOnlyMemory<byte> _ahead;
    private long _left;
    private long _frames;

    /// <summary>Reads from a stream, which is disposed with the reader.</summary>
    /// <param name="stream">At the start of the WAV data; need not seek.</param>
    /// <param name="name">Its name in messages, usually the path.</param>
    /// <exception cref="AudioFileException">It is no WAV file that can be read.</exception>
    public WavReader(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        _stream = stream;
        Name = name;
        var header = WavHeader.Read(stream, name);
        _format = header.Format;
        _ahead = header.Ahead;
        _promised = header.DataBytes;
        _left = _promised ?? long.MaxValue;
        _buffer = new byte[Math.Max(16 * 1024 / _format.FrameBytes, 1) * _format.FrameBytes];
    }

    /// <summary>The file's name in messages.</summary>
    public string Name { get; }

    /// <summary>Samples a second in the file.</summary>
    public int SampleRateHz => _format.SampleRateHz;

    /// <summary>Channels in the file; what is read is always one.</summary>
    public int Channels => _format.Channels;

    /// <summary>Bits of a sample in the file.</summary>
    public int BitsPerSample => _format.BitsPerSample;

    /// <summary>One line on what is wrong though the sound can be used, or null; known when everything was read.</summary>
    public string? Warning { get; private set; }

    /// <summary>Opens a file.</summary>
    /// <exception cref="AudioFileException">It cannot be opened or is no WAV file that can be read.</exception>
    public static WavReader Open(string path)
    {
        FileStream stream;
        try
        {
            stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0, FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw WavErrors.NotOpened(path, e);
        }

        return Wrap(stream, path);
    }

    /// <summary>Reads a whole file at the rate that is wanted.</summary>
    /// <param name="path">The file.</param>
    /// <param name="sampleRateHz">The rate that is wanted.</param>
    /// <exception cref="AudioFileException">It cannot be read, holds no sound, or lasts over 15 minutes.</exception>
    public static AudioRecording ReadAll(string path, int sampleRateHz)
    {
        using var reader = Open(path);
        return reader.ReadToEnd(sampleRateHz);
    }

    /// <summary>Reads a whole stream at the rate that is wanted; the stream is disposed.</summary>
    /// <param name="stream">At the start of the WAV data.</param>
    /// <param name="name">Its name in messages.</param>
    /// <param name="sampleRateHz">The rate that is wanted.</param>
    /// <exception cref="AudioFileException">It cannot be read, holds no sound, or lasts over 15 minutes.</exception>
    public static AudioRecording ReadAll(Stream stream, string name, int sampleRateHz)
    {
        using var reader = Wrap(stream, name);
        return reader.ReadToEnd(sampleRateHz);
    }

    /// <summary>The next samples; the mean of all channels.</summary>
    /// <returns>How many were written; 0 at the end.</returns>
    /// <exception cref="AudioFileException">The disk failed.</exception>
    public int Read(Span<short> destination)
    {
        var frameBytes = _format.FrameBytes;
        var wanted = Math.Min(Math.Min(destination.Length, _buffer.Length / frameBytes), _left / frameBytes) * frameBytes;
        var got = Fill(_buffer.AsSpan(0, (int)wanted));
        var frames = got / frameBytes;
        WavSamples.ToMono(_buffer.AsSpan(0, frames * frameBytes), _format, destination);
        _frames += frames;
        _left -= got;
        if (got < wanted)
        {
            _left = 0;
            NoteCut();
        }

        return frames;
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private AudioRecording ReadToEnd(int sampleRateHz)
    {
        var resampler = new Resampler(SampleRateHz, sampleRateHz);
        var block = new short[4096];
        var samples = new short[Math.Max(sampleRateHz, resampler.MaxOutput(block.Length) * 2)];
        var count = 0;
        while (Read(block) is > 0 and var read)
        {
            if (_frames > LongestRecording.TotalSeconds * SampleRateHz)
            {
                throw WavErrors.TooLong(Name, LongestRecording);
            }

            // Room for this block and for the end of the stream, so that neither is ever cut.
            var room = count + resampler.MaxOutput(read) + resampler.MaxOutput(0);
            Array.Resize(ref samples, room > samples.Length ? Math.Max(room, samples.Length * 2) : samples.Length);
            count += resampler.Process(block.AsSpan(0, read), samples.AsSpan(count));
        }

        count += resampler.Flush(samples.AsSpan(count));
        return count == 0 ? throw WavErrors.Silent(Name) : new AudioRecording(samples.AsMemory(0, count), sampleRateHz, Warning);
    }

    private int Fill(Span<byte> destination)
    {
        var ahead = Math.Min(_ahead.Length, destination.Length);
        _ahead.Span[..ahead].CopyTo(destination);
        _ahead = _ahead[ahead..];
        try
        {
            return ahead + _stream.ReadAtLeast(destination[ahead..], destination.Length - ahead, throwOnEndOfStream: false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw WavErrors.NotOpened(Name, e);
        }
    }

    private void NoteCut()
    {
        if (_promised is { } bytes)
        {
            var promised = (double)bytes / _format.FrameBytes / SampleRateHz;
            Warning = FormattableString.Invariant(
                $"{Name}: is cut off: its header promises {promised:0.00} s of sound, {(double)_frames / SampleRateHz:0.00} s are there; those are used");
        }
    }

    private static WavReader Wrap(Stream stream, string name)
    {
        try
        {
            return new WavReader(stream, name);
        }
        catch (Exception e)
        {
            stream.Dispose();
            if (e is UnauthorizedAccessException or (IOException and not AudioFileException))
            {
                throw WavErrors.NotOpened(name, e);
            }

            throw;
        }
    }
}
