using Cortex.Media.Detection;
using Cortex.Media.Frames;
using Cortex.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Cortex.Media.Tests.Detection;

/// <summary>The loop on a fake clock: what is looked at, how often, for whom.</summary>
public sealed class SceneWatchTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new();
    private readonly FakeDetector _detector;
    private readonly HeldCamera _camera = new();
    private readonly DetectionOptions _options = new() { CpuShare = 0.5, Threads = 2 };
    private SceneWatch _watch = null!;
    private int _frames;

    public SceneWatchTests() => _detector = new FakeDetector(_clock);

    public async ValueTask InitializeAsync()
    {
        _clock.Advance(TimeSpan.FromSeconds(10));
        _watch = await SceneWatch.StartAsync(() => _detector, _camera, _options, _clock, NullLoggerFactory.Instance);
        await Settle();
    }

    public async ValueTask DisposeAsync() => await _watch.DisposeAsync();

    [Fact]
    public async Task With_nobody_watching_the_camera_is_left_alone()
    {
        Show();
        await Run(3);

        Assert.Empty(_detector.Seen);
        Assert.Equal(0, _camera.Looks);
        Assert.Null(_watch.Newest);
    }

    [Fact]
    public async Task It_watches_while_somebody_wants_to_know_and_no_longer()
    {
        List<Scene> seen = [];
        using (_watch.Watch(seen.Add))
        {
            await Run(2);
        }

        var looks = _detector.Seen.Count;
        await Run(2);

        Assert.NotEmpty(seen);
        Assert.Equal(looks, _detector.Seen.Count);
        Assert.Equal("Cortex detection", _detector.Thread);
        Assert.True(_camera.Looks > 0);
    }

    [Fact]
    public async Task Its_rate_keeps_to_the_share_of_the_processor()
    {
        _detector.Takes = TimeSpan.FromMilliseconds(100);
        using var lease = _watch.Watch(static _ => { });

        await Run(8);

        // Two threads for 100 ms are 200 ms of a core: at half a core, one every 400 ms.
        Assert.InRange(_detector.Seen.Count, 16, 21);
        Assert.Equal(400, _watch.Counts.Period.TotalMilliseconds, 1.0);
    }

    [Fact]
    public async Task It_looks_at_the_newest_frame_and_at_none_twice()
    {
        using var lease = _watch.Watch(static _ => { });
        await Run(1);
        var seen = _detector.Seen;

        Assert.Equal(seen.Distinct(), seen);
        await Run(1, shows: false);
        Assert.InRange(_detector.Seen.Count, seen.Count, seen.Count + 1);
        Assert.Same(_camera.Newest, _detector.Seen[^1]);
    }

    [Fact]
    public async Task A_question_about_a_picture_is_answered_from_that_picture_without_a_watch()
    {
        var picture = new Frame(new byte[] { 1 }, "image/jpeg", 1, 1, _clock.GetTimestamp());

        var scene = await Answer(_watch.FindAsync(picture, TestContext.Current.CancellationToken));

        Assert.Equal("thing", Assert.Single(scene!.Objects).Label);
        Assert.Equal(0, scene.Objects[0].Track);
        Assert.Same(picture, Assert.Single(_detector.Seen));
        Assert.Equal(picture.CapturedAt, scene.SeenAt);
    }

    [Fact]
    public async Task A_question_while_it_watches_costs_no_second_look()
    {
        using var lease = _watch.Watch(static _ => { });
        await Run(1);
        var looks = _detector.Seen.Count;

        var scene = await _watch.FindAsync(new Frame(new byte[] { 1 }, "image/jpeg", 1, 1, 0), TestContext.Current.CancellationToken);

        Assert.Same(_watch.Newest, scene);
        Assert.Equal(1, scene!.Objects[0].Track);
        Assert.InRange(_detector.Seen.Count, looks, looks + 1);
    }

    [Fact]
    public async Task Who_asks_what_is_around_wakes_the_camera_and_waits_for_a_new_picture()
    {
        Show();
        _clock.Advance(TimeSpan.FromMinutes(1));
        var looking = _watch.LookAsync(TestContext.Current.CancellationToken).AsTask();
        await Run(0.5, shows: false);
        Assert.False(looking.IsCompleted);
        Assert.True(_camera.Looks > 0);

        await Run(0.2);
        await Patience.Until(() => looking.IsCompleted, "the look");
        Assert.InRange(_clock.GetElapsedTime((await looking)!.SeenAt).TotalSeconds, 0, 0.5);
    }

    [Fact]
    public async Task A_camera_with_one_old_picture_gives_that_with_its_age()
    {
        Show();
        var at = _camera.Newest!.CapturedAt;
        _clock.Advance(TimeSpan.FromMinutes(1));
        var looking = _watch.LookAsync(TestContext.Current.CancellationToken).AsTask();
        await Run(2, shows: false);

        await Patience.Until(() => looking.IsCompleted, "the look");
        Assert.Equal(at, (await looking)!.SeenAt);
    }

    [Fact]
    public async Task A_camera_without_a_picture_gives_none()
    {
        var looking = _watch.LookAsync(TestContext.Current.CancellationToken).AsTask();
        await Run(2, shows: false);

        await Patience.Until(() => looking.IsCompleted, "the look");
        Assert.Null(await looking);
    }

    [Fact]
    public async Task Who_waits_no_more_is_not_looked_for()
    {
        using var patience = new CancellationTokenSource();
        var looking = _watch.LookAsync(patience.Token).AsTask();
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => looking);

        await Run(2);
        Assert.Empty(_detector.Seen);
    }

    [Fact]
    public async Task While_scenes_come_from_outside_the_model_rests_and_then_takes_over()
    {
        List<Scene> seen = [];
        using var lease = _watch.Watch(seen.Add);
        for (var i = 0; i < 6; i++)
        {
            Assert.True(_watch.Accept(new Scene([new SceneObject("dog", 0.8, new PicturePlace(0.1f, 0.1f, 0.3f, 0.3f))], 0)));
            await Run(0.5);
        }

        Assert.InRange(_detector.Seen.Count, 0, 1);
        Assert.Equal(6, _watch.Counts.Outside);
        Assert.All(seen.Skip(2), static scene => Assert.Contains(scene.Objects, static thing => thing is { Label: "dog", Track: > 0 }));
        Assert.Contains((await _watch.LookAsync(TestContext.Current.CancellationToken))!.Objects, static thing => thing.Label == "dog");

        await Run(3);
        Assert.True(_detector.Seen.Count > 3);
    }

    [Fact]
    public void Scenes_from_outside_are_checked()
    {
        SceneObject sound = new("dog", 0.8, new PicturePlace(0.1f, 0.1f, 0.3f, 0.3f));
        SceneObject[] wrong =
        [
            sound with { Label = "" }, sound with { Label = new string('a', 65) }, sound with { Label = "do\ng" }, sound with { Confidence = 2 },
            sound with { Confidence = double.NaN }, sound with { Place = new(0.3f, 0, 0.1f, 1) }, sound with { Place = new(0, 0, 1.1f, 1) },
            sound with { Place = new(float.NaN, 0, 1, 1) },
        ];

        Assert.All(wrong, thing => Assert.False(_watch.Accept(new Scene([sound, thing], 0))));
        Assert.False(_watch.Accept(new Scene([.. Enumerable.Repeat(sound, 101)], 0)));
        Assert.Equal((0, 9), (_watch.Counts.Outside, _watch.Counts.Refused));
        Assert.True(_watch.Accept(new Scene([], long.MaxValue)));
        Assert.Equal(_clock.GetTimestamp(), _watch.Newest!.SeenAt);
    }

    [Fact]
    public async Task Switched_off_it_forgets_looks_at_nothing_and_takes_nothing_and_on_again_it_begins_anew()
    {
        var seen = 0;
        using var lease = _watch.Watch(_ => seen++);
        await Run(2);
        var (looks, looked) = (_detector.Seen.Count, _camera.Looks);

        _watch.IsOff = true;
        var (before, picture) = (seen, new Frame(new byte[] { 1 }, "image/jpeg", 1, 1, _clock.GetTimestamp()));
        Assert.Null(_watch.Newest);
        await Run(2);
        _watch.Accept(new Scene([new SceneObject("dog", 0.8, new PicturePlace(0.1f, 0.1f, 0.3f, 0.3f))], 0));

        Assert.Equal((looks, looked, before), (_detector.Seen.Count, _camera.Looks, seen));
        Assert.Null(_watch.Newest);
        Assert.Null(await _watch.LookAsync(TestContext.Current.CancellationToken));
        Assert.Null(await _watch.FindAsync(picture, TestContext.Current.CancellationToken));

        _watch.IsOff = false;
        await Run(1);
        Assert.True(_detector.Seen.Count > looks);
        Assert.Equal(1, Assert.Single(_watch.Newest!.Objects).Track);
    }

    [Fact]
    public async Task What_is_in_one_frame_is_told_of_that_frame_even_while_it_watches()
    {
        using var lease = _watch.Watch(static _ => { });
        await Run(1);
        var frame = new Frame(new byte[] { 1 }, "image/jpeg", 77, 1, _clock.GetTimestamp() + 1);

        Assert.Equal(frame.CapturedAt, _watch.LookAt(frame)!.SeenAt);
        Assert.Contains(_detector.Seen, seen => ReferenceEquals(seen, frame));

        var looks = _detector.Seen.Count;
        Assert.Same(_watch.Newest, _watch.LookAt(frame with { CapturedAt = _watch.Newest!.SeenAt }));
        _detector.Fails = new PictureException("it", "is bad", "take another");
        Assert.Null(_watch.LookAt(frame));
        Assert.InRange(_detector.Seen.Count, looks + 1, looks + 2);
    }

    [Fact]
    public async Task A_bad_picture_is_passed_over()
    {
        using var lease = _watch.Watch(static _ => { });
        _detector.Fails = new PictureException("it", "is bad", "take another");
        await Run(3);
        Assert.True(_watch.Counts.Faults > 3);

        _detector.Fails = null;
        await Run(1);
        Assert.NotNull(_watch.Newest);
    }

    [Fact]
    public async Task A_model_that_always_fails_is_given_up_and_who_asks_is_told_nothing()
    {
        using var lease = _watch.Watch(static _ => { });
        _detector.Fails = new IOException("broken");
        await Run(3);

        Assert.Equal(5, _detector.Seen.Count);
        Assert.True(_detector.IsDisposed);
        Assert.Null(await _watch.LookAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_failed_look_is_told_to_who_asked()
    {
        _detector.Fails = new IOException("broken");
        var looking = _watch.FindAsync(new Frame(new byte[] { 1 }, "image/jpeg", 1, 1, 0), TestContext.Current.CancellationToken).AsTask();

        await Patience.Until(() => looking.IsCompleted, "the look");
        Assert.Equal("broken", (await Assert.ThrowsAsync<IOException>(() => looking)).Message);
    }

    [Fact]
    public async Task One_who_watches_and_fails_ends_nothing()
    {
        using var bad = _watch.Watch(static _ => throw new InvalidOperationException("mine"));
        var seen = 0;
        using var good = _watch.Watch(_ => seen++);

        await Run(1);

        Assert.True(seen > 1);
    }

    [Fact]
    public async Task A_model_that_cannot_be_opened_is_told_to_who_starts()
    {
        var fault = await Assert.ThrowsAsync<IOException>(() => SceneWatch.StartAsync(static () => throw new IOException("no model"), _camera, _options, _clock, NullLoggerFactory.Instance));
        Assert.Equal("no model", fault.Message);
    }

    [Fact]
    public async Task Without_a_model_scenes_from_outside_are_all_there_is()
    {
        await using var watch = await SceneWatch.StartAsync(null, _camera, _options, _clock, NullLoggerFactory.Instance);
        Assert.Null(await watch.LookAsync(TestContext.Current.CancellationToken));

        watch.Accept(new Scene([new SceneObject("dog", 0.8, new PicturePlace(0.1f, 0.1f, 0.3f, 0.3f))], 0));
        Assert.Equal("dog", Assert.Single((await watch.LookAsync(TestContext.Current.CancellationToken))!.Objects).Label);

        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Null(await watch.LookAsync(TestContext.Current.CancellationToken));
    }

    private void Show() => _camera.Newest = new Frame(new byte[] { 1 }, "image/jpeg", ++_frames, 1, _clock.GetTimestamp());

    private async Task Run(double seconds, bool shows = true)
    {
        var end = _clock.GetUtcNow() + TimeSpan.FromSeconds(seconds);
        await Settle();
        while (_clock.GetUtcNow() < end)
        {
            if (shows)
            {
                Show();
            }

            _clock.Advance(TimeSpan.FromMilliseconds(50));
            await Settle();
        }
    }

    private static async Task<Scene?> Answer(ValueTask<Scene?> asked)
    {
        var task = asked.AsTask();
        await Patience.Until(() => task.IsCompleted, "the answer");
        return await task;
    }

    private async Task Settle()
    {
        await ClockPump.Settle();
        await Patience.Until(() => _watch.IsAwaited || _detector.IsDisposed, "the watch to wait");
        await ClockPump.Settle();
    }
}
