using Cortex.Assistant.Sight;
using Cortex.Media.Frames;

namespace Cortex.Assistant.Tests;

/// <summary>A camera, a voice and a wire in imagined time: what the core decides is done at once, and every byte is noted.</summary>
internal sealed class SimulatedUplink(Random random, SightOptions options, double pictureBytes)
{
    // 640 bytes of sound, as it goes on the wire.
    private const int Chunk = 930;
    private static readonly TimeSpan ChunkEvery = TimeSpan.FromMilliseconds(20);

    private readonly List<(TimeSpan At, int Bytes)> _written = [];
    private SightState _state;
    private TimeSpan _now;
    private TimeSpan _look = TimeSpan.Zero;
    private TimeSpan _nextChunk;
    private TimeSpan _nextFrame;
    private Glimpse? _newest;
    private long _bytesUp = 500;
    private int _scene;

    public List<(TimeSpan At, int Turn, FrameLimits Limits)> Sent { get; } = [];

    public List<int> Steps { get; } = [];

    public TimeSpan Now => _now;

    /// <summary>What a picture of the camera weighs where nothing gives way.</summary>
    public double PictureBytes { get; set; } = pictureBytes;

    /// <summary>Lets time pass.</summary>
    /// <param name="span">So much.</param>
    /// <param name="gaze">Where turns stand.</param>
    /// <param name="hasVoice">Sound goes up.</param>
    public void Run(TimeSpan span, Gaze gaze, bool hasVoice = true)
    {
        var end = _now + span;
        _look = _now;
        while (_now < end)
        {
            while (_nextChunk <= _now)
            {
                _nextChunk += ChunkEvery;
                if (hasVoice)
                {
                    Write(Chunk);
                }
            }

            while (_nextFrame <= _now)
            {
                _nextFrame += TimeSpan.FromMilliseconds(100);
                _newest = Pictures.See(_now.TotalMilliseconds, (byte)(_scene += 37));
            }

            if (_look <= _now)
            {
                Look(gaze);
            }

            _now += TimeSpan.FromMilliseconds(5 + (random.NextDouble() * 10));
        }
    }

    /// <summary>The most bytes within any one second.</summary>
    public int MostInASecond()
    {
        var (most, sum, from) = (0, 0, 0);
        foreach (var (at, bytes) in _written)
        {
            sum += bytes;
            while (_written[from].At <= at - TimeSpan.FromSeconds(1))
            {
                sum -= _written[from++].Bytes;
            }

            most = Math.Max(most, sum);
        }

        return most;
    }

    public double BytesPerSecond(TimeSpan from) =>
        _written.Where(entry => entry.At >= from).Sum(static entry => (double)entry.Bytes) / (_now - from).TotalSeconds;

    /// <summary>So many bytes at once, as after a reconnect.</summary>
    public void Write(int bytes)
    {
        _written.Add((_now, bytes));
        _bytesUp += bytes;
    }

    private void Look(Gaze gaze)
    {
        var input = new SightInput { Now = _now, Gaze = gaze, Seen = _newest is { } newest ? [newest] : [], BytesUp = _bytesUp };
        var step = FramePacer.Look(_state, input, options);
        _state = step.State;
        if (step.Send is { } glimpse)
        {
            var limits = step.Limits!;
            var side = (double)limits.LongestSide / options.Limits.LongestSide;
            var quality = limits.EncodesAlways ? Math.Pow((double)limits.Quality / options.Limits.Quality, 0.8) * 0.9 : 1;
            var bytes = (int)Math.Min(PictureBytes * side * side * quality * (0.8 + (random.NextDouble() * 0.4)), limits.MaxBytes);
            Write(UplinkBucket.WireBytes(bytes));
            _state = FramePacer.Sent(_state, glimpse, bytes, input, options);
            Sent.Add((_now, gaze.Turn, limits));
        }

        Steps.Add(_state.Thrift.Step);
        _look = step.Next ?? TimeSpan.MaxValue;
    }
}
