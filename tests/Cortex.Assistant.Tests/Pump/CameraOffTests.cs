using System.Collections.Concurrent;
using Cortex.Assistant.Pump;
using Cortex.Assistant.Sight;
using Cortex.Live.Protocol;
using Cortex.Testing;

namespace Cortex.Assistant.Tests;

/// <summary>Off is off: nothing runs, nothing is seen, nothing is sent; by the program's hand and by the wearer's word.</summary>
public sealed class CameraOffTests : IPumpObserver
{
    readonly ConcurrentQueue<bool> _switched = new();

    void IPumpObserver.On(PumpEvent happened)
    {
        if (happened is CameraSwitched switched)
            _switched.Enqueue(switched.IsOff);
    }

    [Fact]
    public async Task Off_in_the_middle_of_a_turn_stops_the_camera_and_the_pictures_at_once()
    {
        var camera = new FilmCamera();
        await using var rig = Rig(camera);
        await using var pump = rig.Start();
        rig.Microphone.Play(Assistant.Tests.Rig.Say(8000, before: 0).Speech);
        await rig.Until(() => Videos(rig) >= 2);
        Assert.True(pump is { HasCamera: true, IsCameraOff: false });

        pump.IsCameraOff = true;
        await Patience.Until(() => !camera.Runs, "the camera stops");
        var before = Videos(rig);
        await rig.Run(TimeSpan.FromSeconds(2));
        Assert.Equal(before, Videos(rig));

        pump.IsCameraOff = false;
        await Patience.Until(() => camera.Runs, "the camera runs again");
        await rig.Until(() => Videos(rig) > before);
        Assert.Equal(2, camera.Starts);
        await Patience.Until(() => _switched.Count == 2, "both are told");
        Assert.Equal([true, false], _switched);
        await rig.StopAsync(pump);
    }

    [Fact]
    public async Task A_typed_question_goes_without_a_picture_and_without_waiting_for_one()
    {
        var camera = new StillCamera();
        camera.Show(10);
        await using var rig = Rig(camera);
        await using var pump = rig.Start();
        pump.IsCameraOff = true;
        await pump.AskAsync("What colour?", TestContext.Current.CancellationToken);
        Assert.Equal("text", Assert.Single(rig.Engine.All, static sent => sent.Kind is "text" or "content" or "video").Kind);
        Assert.Empty(pump.Losses);

        // What was in front of it before is not shown after.
        pump.IsCameraOff = false;
        camera.Show(20);
        await pump.AskAsync("And now?", TestContext.Current.CancellationToken);
        Assert.Single(rig.Engine.All, static sent => sent.Kind is "content");
        await rig.StopAsync(pump);
    }

    [Fact]
    public async Task The_wearers_word_switches_it_off_and_on()
    {
        var camera = new FilmCamera();
        await using var rig = Rig(camera);
        rig.Assist();
        await using var pump = rig.Start();
        Hear(rig, "Don't turn off the camera, please.");
        Hear(rig, " Turn");
        Hear(rig, " the camera off.");
        await Patience.Until(() => pump.IsCameraOff && !camera.Runs, "the camera goes off");
        Hear(rig, " And camera on.");
        await Patience.Until(() => !pump.IsCameraOff && camera.Runs, "the camera goes on");
        await pump.AskAsync("camera off", TestContext.Current.CancellationToken);
        await Patience.Until(() => pump.IsCameraOff, "the camera goes off by typed words");
        Assert.DoesNotContain(rig.Engine.All, static sent => sent.Kind is "content" or "text");
        await rig.StopAsync(pump);
    }

    [Fact]
    public async Task Off_from_the_start_nothing_ever_runs()
    {
        var camera = new FilmCamera();
        await using var rig = Rig(camera);
        rig.Options = rig.Options with { Pump = rig.Options.Pump with { CameraIsOff = true } };
        await using var pump = rig.Start();
        rig.Microphone.Play(Assistant.Tests.Rig.Say(1000, before: 0).Speech);
        await rig.Run(TimeSpan.FromSeconds(2));
        Assert.Equal((0, 0), (camera.Starts, Videos(rig)));
        await rig.StopAsync(pump);
    }

    [Fact]
    public async Task It_can_be_switched_when_all_is_over_and_when_it_has_failed()
    {
        await using var rig = Rig(new FilmCamera());
        await using var pump = rig.Start();
        await rig.StopAsync(pump);
        pump.IsCameraOff = true;
        Assert.True(pump.IsCameraOff);

        var failed = new CameraSwitch(new BrokenCamera());
        await Assert.ThrowsAsync<IOException>(() => failed.RunAsync(TestContext.Current.CancellationToken));
        failed.IsOff = true;
        Assert.True(failed.IsOff);
    }

    [Fact]
    public async Task Where_there_is_no_camera_there_is_nothing_to_switch()
    {
        await using var rig = new Rig();
        await using var pump = rig.Start();
        pump.IsCameraOff = false;
        Assert.True(pump is { HasCamera: false, IsCameraOff: true });
        await rig.StopAsync(pump);
    }

    Rig Rig(Media.Camera.IFrameSource camera)
    {
        var rig = new Rig(camera: camera);
        rig.Options = rig.Options with { Pump = rig.Options.Pump with { Observers = [this] } };
        return rig;
    }

    static void Hear(Rig rig, string words) => rig.Engine.Say(new ServerContent { InputTranscription = new Transcription { Text = words } });

    sealed class BrokenCamera : Media.Camera.IFrameSource
    {
        public string Name => "broken";

        public int Captured => 0;

        public Media.Frames.Frame? Newest => null;

        public void Look()
        {
        }

        public async Task RunAsync(CancellationToken cancellationToken)
        {
            await Task.Yield();
            throw new IOException("broken");
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    static int Videos(Rig rig) => rig.Engine.All.Count(static sent => sent.Kind is "video");
}
