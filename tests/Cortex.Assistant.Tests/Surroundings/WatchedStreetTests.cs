using Cortex.Assistant.Cues;
using Cortex.Assistant.Surroundings;
using Cortex.Media.Camera;
using Cortex.Media.Detection;
using Cortex.Media.Frames;
using Cortex.Media.Voices;
using Cortex.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Cortex.Assistant.Tests.Surroundings;

/// <summary>From pictures to a warning, every part real but the clock, the camera and the street.</summary>
public sealed class WatchedStreetTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new();
    private readonly StreetCamera _camera = new();
    private readonly string _model = Path.GetTempFileName();
    private readonly List<(Cue Cue, TimeSpan At)> _cues = [];

    public WatchedStreetTests()
    {
        File.WriteAllBytes(_model, DetectionModels.Red("car", 160));
        _clock.Advance(TimeSpan.FromSeconds(10));
    }

    public void Dispose() => File.Delete(_model);

    [Fact]
    public async Task What_comes_closer_in_the_pictures_is_warned_of_once()
    {
        await WatchAsync(6, static at => 0.5, static at => 0.1 * Math.Exp(0.45 * at));

        var (cue, when) = Assert.Single(_cues);
        Assert.Equal(Cue.Warning, cue);
        Assert.InRange(when.TotalSeconds, 0.4, 1.5);
    }

    [Fact]
    public async Task What_stands_or_passes_by_is_not()
    {
        await WatchAsync(6, static at => 0.5, static at => 0.25);
        await WatchAsync(6, static at => 0.1 + (0.13 * at), static at => 0.2);

        Assert.Empty(_cues);
    }

    private async Task WatchAsync(double seconds, Func<double, double> x, Func<double, double> size)
    {
        await using var watch = await SceneWatch.StartAsync(() => YoloDetector.Load(_model, new DetectionOptions { Threads = 1 }), _camera, new DetectionOptions { CpuShare = 16, Threads = 1 }, _clock, NullLoggerFactory.Instance);
        var began = _clock.GetTimestamp();
        var phrases = new WarningPhrases(new CueVoice(), null, TimeSpan.Zero, NullLoggerFactory.Instance);
        var line = new SafetyLine(new WarningOptions(), phrases, static (_, _, _) => true, cue => _cues.Add((cue, _clock.GetElapsedTime(began))), _clock, NullLoggerFactory.Instance);
        using var lease = watch.Watch(line.On);
        while (_clock.GetElapsedTime(began).TotalSeconds is var at && at < seconds)
        {
            var half = size(at) / 2;
            using var street = new Drawn(480, 480).Noise(6).Box(x(at) - half, 0.5 - half, x(at) + half, 0.5 + half, "ff0000");
            var looks = watch.Counts.Looks;
            _camera.Newest = new Frame(street.Jpeg(90), "image/jpeg", 480, 480, _clock.GetTimestamp());
            for (var waited = 0; waited < 4; waited++)
            {
                _clock.Advance(TimeSpan.FromMilliseconds(50));
                await ClockPump.Settle();
            }

            await Patience.Until(
                () =>
                {
                    // The watch looks for a new frame by its clock.
                    var hasLooked = watch.Counts.Looks > looks;
                    if (!hasLooked)
                    {
                        _clock.Advance(TimeSpan.FromMilliseconds(1));
                    }

                    return hasLooked;
                },
                "the watch to look");
        }
    }

    private sealed class StreetCamera : IFrameSource
    {
        private volatile Frame? _newest;

        public string Name => "street";

        public int Captured => 0;

        public Frame? Newest
        {
            get => _newest;
            set => _newest = value;
        }

        public Task RunAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
