using System.Collections.Concurrent;
using Cortex.Media.Devices;
using Cortex.Testing;

namespace Cortex.EndToEnd.Devices;

/// <summary>A sound server dies, or hangs, under a running conversation, and comes back.</summary>
[Collection(AcousticRig.Alone)]
public sealed class SoundServerLossTests : IAsyncLifetime
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<DeviceEvent> _events = [];
    private readonly LogCapture _logs = new();
    private AcousticRig _rig = null!;

    public async ValueTask InitializeAsync()
    {
        _rig = await AcousticRig.StartAsync();
        _rig.UseHere();
    }

    public async ValueTask DisposeAsync()
    {
        _stop.Dispose();
        _logs.Dispose();
        await (_rig?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    [Fact]
    public async Task Both_devices_come_back_after_the_sound_server_was_killed_and_started_again()
    {
        await UseAsync(async () =>
        {
            _rig.KillServer();
            await BothAsync(DeviceEventKind.Lost);
            await _rig.UpAsync();
        });
    }

    [Fact]
    public async Task Both_devices_come_back_after_the_sound_server_stood_still()
    {
        await UseAsync(async () =>
        {
            _rig.SignalServer("STOP");
            try
            {
                await BothAsync(DeviceEventKind.Lost);
            }
            finally
            {
                _rig.SignalServer("CONT");
            }
        });
    }

    private async Task UseAsync(Func<Task> lose)
    {
        await using var microphone = AudioDevices.OpenMicrophone("default", 16000, TimeProvider.System, _logs, _events.Enqueue);
        await using var speaker = AudioDevices.OpenSpeaker("default", 24000, TimeProvider.System, _logs, _events.Enqueue);
        var (ear, sine) = (new OnsetEar(microphone.SampleRateHz), new Sine(440, speaker.SampleRateHz) { IsOn = false });
        var running = Task.WhenAll(microphone.RunAsync(ear, _stop.Token), speaker.RunAsync(sine, _stop.Token));
        await Patience.Until(() => ear.Periods > 50, "the microphone to run");

        await lose();
        await BothAsync(DeviceEventKind.Back);

        ear.Reset();
        await _rig.SayAsync(AcousticRig.Speech("question"));
        Assert.NotNull(ear.Onset);
        sine.IsOn = true;
        Assert.NotNull(await _rig.ListenAsync(1));
        await _stop.CancelAsync();
        await running.Within("the devices to stop");
        Assert.Equal((1L, 1L), (microphone.Counters.Losses, speaker.Counters.Losses));
        Assert.Equal(4, _events.Count(static told => told.Kind is DeviceEventKind.Lost or DeviceEventKind.Back));
    }

    private Task BothAsync(DeviceEventKind kind) => Patience.Until(
        () => _events.Where(told => told.Kind == kind).Select(static told => told.IsMicrophone).Distinct().Count() == 2, $"both devices to be {kind}");
}
