using Cortex.Assistant.Pump;
using Cortex.Live;
using Cortex.Testing;

namespace Cortex.Assistant.Tests;

/// <summary>Pictures of a spoken turn, from a camera to the engine, on a fake clock.</summary>
public sealed class FrameSenderTests
{
    private static readonly TimeSpan Capture = TimeSpan.FromMilliseconds(100);

    [Fact]
    public async Task The_newest_picture_goes_out_at_the_turns_start_and_then_twice_a_second()
    {
        var camera = new StillCamera();
        await using var rig = new Rig(camera: camera);
        await using var pump = rig.Start();
        camera.Show(10);
        camera.Show(20);
        await rig.Run(TimeSpan.FromSeconds(1));
        Assert.Empty(Videos(rig));
        Assert.Equal(0, camera.Looks);

        rig.Microphone.Play(Rig.Say(10_000, before: 0).Speech);
        await CaptureAsync(rig, camera, TimeSpan.FromSeconds(10));
        pump.GiveUp();

        var videos = Videos(rig);
        Assert.InRange((videos.Count - 1) / (videos[^1].At - videos[0].At).TotalSeconds, 1.95, 2.05);
        Assert.All(videos.Zip(videos.Skip(1)), static pair => Assert.InRange((pair.Second.At - pair.First.At).TotalMilliseconds, 480, 520));
        Assert.Equal((videos.Count, camera.Captured - videos.Count), (pump.Frames.Sent, pump.Frames.Skipped));
        Assert.True(camera.Looks > 90, $"{camera.Looks}");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_first_picture_is_there_before_the_voice_is_judged(bool clientTurns)
    {
        var camera = new StillCamera();
        await using var rig = new Rig(clientTurns, camera);
        await using var pump = rig.Start();
        camera.Show(10);
        camera.Show(20);
        await rig.Run(TimeSpan.FromSeconds(1));

        rig.Microphone.Play(Rig.Say(800).Speech);
        await rig.Until(() => rig.Engine.All.Any(static sent => sent.Kind is "end"));

        var all = rig.Engine.All;
        var (start, video, end) = (At("start"), At("video"), At("end"));
        Assert.True(start < video && video < end, rig.Engine.Order);
        Assert.Equal(StillCamera.Picture(20), all[video].Bytes);

        // Pre-roll and sound do not wait for it, and it goes in the same moment as the mark.
        Assert.True(all[video].At - all[start].At <= Rig.Period, $"{all[video].At - all[start].At}");

        int At(string kind) => all.ToList().FindIndex(sent => sent.Kind == kind);
    }

    [Fact]
    public async Task When_the_answer_sounds_pictures_become_rare_and_at_last_nobody_looks()
    {
        var camera = new StillCamera();
        await using var rig = new Rig(clientTurns: true, camera);
        rig.Engine.OnSent = sent =>
        {
            if (sent.Kind is "end")
            {
                rig.Engine.Speak(2000);
                rig.Engine.Complete();
            }
        };
        await using var pump = rig.Start();
        rig.Microphone.Play(Rig.Say(1000).Speech);
        await CaptureAsync(rig, camera, TimeSpan.FromSeconds(2));
        await rig.Until(() => pump.Status.Phase is TurnPhase.Speaking);
        var asked = Videos(rig).Count;
        await CaptureAsync(rig, camera, TimeSpan.FromSeconds(20));
        var idle = Videos(rig).Count - asked;
        await CaptureAsync(rig, camera, TimeSpan.FromSeconds(20));
        var (later, looks) = (Videos(rig).Count, camera.Looks);
        await CaptureAsync(rig, camera, TimeSpan.FromSeconds(20));

        Assert.InRange(asked, 2, 4);
        Assert.InRange(idle, 3, 4);
        Assert.Equal((later, looks), (Videos(rig).Count, camera.Looks));
    }

    [Fact]
    public async Task What_shows_nothing_new_is_left_out_and_counted()
    {
        var camera = new StillCamera();
        await using var rig = new Rig(camera: camera);
        await using var pump = rig.Start();
        camera.Show(100);

        rig.Microphone.Play(Rig.Say(4000, before: 0).Speech);
        for (byte i = 0; i < 30; i++)
        {
            await rig.Run(Capture);
            camera.Show((byte)(100 + (i % 4)));
        }

        Assert.Single(Videos(rig));
        Assert.InRange(pump.Frames.LeftOut.Unchanged, 4, 7);
        Assert.Equal((1, 30), (pump.Frames.Sent, pump.Frames.Skipped));
    }

    [Fact]
    public async Task A_blurred_picture_gives_way_to_the_sharp_one_before_it()
    {
        var camera = new StillCamera();
        await using var rig = new Rig(camera: camera);
        await using var pump = rig.Start();
        var (sharp, blurred) = (Room(0), Room(6));
        camera.Show(10);

        rig.Microphone.Play(Rig.Say(2000, before: 0).Speech);
        await rig.Until(() => Videos(rig).Count is 1);
        await rig.Run(TimeSpan.FromMilliseconds(230));
        camera.Show(sharp);
        await rig.Run(Capture);
        camera.Show(blurred);
        await rig.Until(() => Videos(rig).Count is 2);

        Assert.Equal(sharp, Videos(rig)[1].Bytes);
        Assert.Equal(1, pump.Frames.LeftOut.Blurred);
    }

    [Fact]
    public async Task A_typed_question_gets_the_sharp_picture_too()
    {
        var camera = new StillCamera();
        var watch = new Sizes();
        await using var rig = new Rig(camera: camera);
        rig.Options = rig.Options with { Pump = rig.Options.Pump with { Observers = [watch] } };
        await using var pump = rig.Start();
        var (sharp, blurred) = (Room(0), Room(6));
        camera.Show(10);
        rig.Microphone.Play(Rig.Say(2000, before: 0).Speech);
        await rig.Until(() => Videos(rig).Count is 1);
        await rig.Run(TimeSpan.FromMilliseconds(20));
        camera.Show(sharp);
        await rig.Run(Capture);
        camera.Show(blurred);

        await pump.AskAsync("What is written there?", TestContext.Current.CancellationToken);

        Assert.Contains(rig.Engine.All, static sent => sent.Kind is "content");
        await rig.Until(() => watch.Newest == sharp.Length);
    }

    [Fact]
    public async Task Another_connection_is_shown_the_picture_again()
    {
        var camera = new StillCamera();
        await using var rig = new Rig(camera: camera);
        await using var pump = rig.Start();
        camera.Show(10);
        rig.Microphone.Play(Rig.Say(5000, before: 0).Speech);
        await rig.Run(TimeSpan.FromSeconds(2));
        Assert.Single(Videos(rig));

        rig.Engine.Say(new StateChanged(ConversationState.Ready, ConversationState.Recovering, ""));
        rig.Engine.Say(new StateChanged(ConversationState.Recovering, ConversationState.Ready, ""));
        await rig.Run(TimeSpan.FromSeconds(2));

        Assert.Equal(2, Videos(rig).Count);
    }

    [Fact]
    public async Task What_an_engine_took_and_did_not_write_holds_the_next_back()
    {
        var camera = new StillCamera();
        await using var rig = new Rig(camera: camera);
        rig.Engine.Stats = ConversationStats.Empty with { BytesUp = 1000 };
        await using var pump = rig.Start();
        camera.Show(10);
        rig.Microphone.Play(Rig.Say(8000, before: 0).Speech);

        // Nothing is written: a newer picture takes the place of the one that waits, once a second.
        await CaptureAsync(rig, camera, TimeSpan.FromSeconds(4));
        Assert.InRange(Videos(rig).Count, 3, 5);
        Assert.InRange(pump.Frames.LeftOut.Uplink, 2, 5);
    }

    [Fact]
    public async Task A_picture_that_cannot_be_read_is_said_once_and_the_next_one_goes_out()
    {
        var camera = new StillCamera();
        var watch = new Warnings();
        await using var rig = new Rig(camera: camera);
        rig.Options = rig.Options with { Pump = rig.Options.Pump with { Observers = [watch] } };
        await using var pump = rig.Start();
        camera.Show([0xFF, 0xD8, 0xFF, 0, 1]);
        rig.Microphone.Play(Rig.Say(3000, before: 0).Speech);
        await rig.Run(TimeSpan.FromSeconds(1));
        camera.Show(50);
        await rig.Run(TimeSpan.FromSeconds(1));

        Assert.Equal(StillCamera.Picture(50), Assert.Single(Videos(rig)).Bytes);
        await rig.Until(() => watch.Count > 0);
        Assert.Equal((1, 1), (watch.Count, pump.Frames.LeftOut.Damaged));
    }

    [Fact]
    public async Task What_a_camera_saw_does_not_go_out_once_it_is_off()
    {
        var camera = new StillCamera();
        await using var rig = new Rig(camera: camera);
        var drawn = 0;
        rig.Options = rig.Options with { Pump = rig.Options.Pump with { Sight = new() { Draws = SwitchOff } } };
        await using var pump = rig.Start();
        camera.Show(10);
        rig.Microphone.Play(Rig.Say(2000, before: 0).Speech);
        await rig.Run(TimeSpan.FromSeconds(2));

        Assert.Equal((1, 0), (drawn, Videos(rig).Count));

        Media.Frames.Frame SwitchOff(Media.Frames.Frame frame)
        {
            drawn++;
            camera.Hide();
            return frame;
        }
    }

    [Fact]
    public async Task What_shall_be_drawn_on_pictures_is_drawn_before_they_are_fitted()
    {
        var camera = new StillCamera();
        await using var rig = new Rig(camera: camera);
        var drawn = StillCamera.Picture(200);
        rig.Options = rig.Options with { Pump = rig.Options.Pump with { Sight = new() { Draws = frame => frame with { Bytes = drawn } } } };
        await using var pump = rig.Start();
        camera.Show(10);
        rig.Microphone.Play(Rig.Say(600, before: 0).Speech);
        await rig.Until(() => Videos(rig).Count > 0);

        Assert.Equal(drawn, Videos(rig)[0].Bytes);
    }

    // A camera of ten pictures a second before a scene that never stands still.
    private static async Task CaptureAsync(Rig rig, StillCamera camera, TimeSpan span)
    {
        for (var i = 1; i <= span / Capture; i++)
        {
            await rig.Run(Capture);
            camera.Show((byte)(i * 37));
        }
    }

    private static List<Sent> Videos(Rig rig) => [.. rig.Engine.All.Where(static sent => sent.Kind is "video")];

    private static byte[] Room(float blur)
    {
        using var room = new Drawn(320, 240, "a8a090").Box(0.1, 0.2, 0.3, 0.9, "604020").Box(0.6, 0.1, 0.9, 0.4, "e0e8f0");
        return blur > 0 ? room.Blur(blur).Jpeg() : room.Jpeg();
    }

    private sealed class Sizes : IPumpObserver
    {
        private int _newest;

        /// <summary>Bytes of the picture that went last.</summary>
        public int Newest => Volatile.Read(ref _newest);

        public void On(PumpEvent happened)
        {
            if (happened is FrameSent sent)
            {
                Volatile.Write(ref _newest, sent.Bytes);
            }
        }
    }

    private sealed class Warnings : IPumpObserver
    {
        private int _count;

        public int Count => Volatile.Read(ref _count);

        public void On(PumpEvent happened) => Interlocked.Add(ref _count, happened is Noticed { Notice: Warned } ? 1 : 0);
    }
}
