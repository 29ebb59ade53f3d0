using System.Collections.Concurrent;
using Cortex.Media.Devices;

namespace Cortex.Media.Tests.Devices;

/// <summary>
/// A sound system that does what it is told. Its streams wait for nobody: a test lets single periods through (<see cref="Pass"/>), or
/// all of them.
/// </summary>
internal sealed class FakePortAudio : IPortAudio
{
    private readonly ConcurrentDictionary<nint, FakeStream> _streams = [];
    private nint _last;

    public List<PortAudioDevice> Devices { get; } = [new(0, "Camera", "ALSA", 1, 0, 48000, 0.009, 0.009), new(1, "Headset", "ALSA", 2, 2, 44100, 0.009, 0.009), new(2, "Screen", "ALSA", 0, 8, 48000, 0.009, 0.009)];

    public int DeviceCount => Devices.Count;

    public int DefaultInput { get; set; } = 1;

    public int DefaultOutput { get; set; } = 1;

    /// <summary>Initialised more often than terminated.</summary>
    public int Depth { get; private set; }

    public int Initialised { get; private set; }

    public int Opened { get; private set; }

    public string Cards { get; set; } = "one";

    /// <summary>What opening a stream answers.</summary>
    public Func<StreamWish, int> OnOpen { get; set; } = static _ => PortAudioCode.NoError;

    /// <summary>What a read or write answers, and with what sample a read is filled.</summary>
    public Func<FakeStream, (int Code, short Sample)> OnPeriod { get; set; } = static _ => (PortAudioCode.NoError, 1000);

    public IReadOnlyList<FakeStream> Streams => [.. _streams.Values.OrderBy(static stream => stream.Id)];

    public FakeStream Last => _streams[_last];

    public int Initialize()
    {
        (Depth, Initialised) = (Depth + 1, Initialised + 1);
        return PortAudioCode.NoError;
    }

    public int Terminate()
    {
        Depth--;
        foreach (var stream in _streams.Values)
        {
            Assert.True(stream.IsClosed, "terminating closes streams under the feet of their threads");
        }

        return PortAudioCode.NoError;
    }

    public PortAudioDevice? Device(int index) => Devices.ElementAtOrDefault(index);

    public bool IsSupported(in StreamWish wish) => OnOpen(wish) == PortAudioCode.NoError;

    public int Open(in StreamWish wish, out nint stream)
    {
        var code = OnOpen(wish);
        stream = 0;
        if (code == PortAudioCode.NoError)
        {
            Opened++;
            stream = _last = Opened;
            _streams[stream] = new FakeStream(stream, wish);
        }

        return code;
    }

    public int Start(nint stream)
    {
        _streams[stream].Thread = Environment.CurrentManagedThreadId;
        return PortAudioCode.NoError;
    }

    public int Abort(nint stream) => PortAudioCode.NoError;

    public int Close(nint stream)
    {
        _streams[stream].IsClosed = true;
        return PortAudioCode.NoError;
    }

    public double Latency(nint stream, bool isInput) => 0.02;

    public int Read(nint stream, Span<short> samples, int frames)
    {
        var code = Pass(_streams[stream], out var sample);
        samples.Fill(sample);
        return code;
    }

    public int Write(nint stream, ReadOnlySpan<short> samples, int frames)
    {
        var there = _streams[stream];
        if (there.Written is { } written)
        {
            written.AddRange(samples);
        }

        return Pass(there, out _);
    }

    public string Text(int code) => code == PortAudioCode.DeviceUnavailable ? "Device unavailable" : $"broken ({code})";

    public string Hardware() => Cards;

    private int Pass(FakeStream stream, out short sample)
    {
        stream.Arrived();
        (var code, sample) = OnPeriod(stream);
        stream.Periods++;
        return code;
    }
}
