using Cortex.Media.Devices;
using Cortex.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cortex.EndToEnd.Devices;

/// <summary>The real way of sound: PortAudio, ALSA, a sound server, and devices whose times are known.</summary>
[Collection(AcousticRig.Alone)]
public sealed class SoundDeviceTests : IAsyncLifetime
{
    private const long Millisecond = 1_000_000;
    private readonly CancellationTokenSource _stop = new();
    private AcousticRig _rig = null!;

    public async ValueTask InitializeAsync()
    {
        _rig = await AcousticRig.StartAsync();
        _rig.UseHere();
    }

    public async ValueTask DisposeAsync()
    {
        _stop.Dispose();
        await (_rig?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    [Fact]
    public async Task A_tone_sounds_for_half_a_minute_without_a_click_or_a_gap_that_nobody_counted()
    {
        await using var speaker = AudioDevices.OpenSpeaker("default", 24000, TimeProvider.System, NullLoggerFactory.Instance);
        var running = speaker.RunAsync(new Sine(440, speaker.SampleRateHz), _stop.Token);

        var heard = await _rig.MeasureGapsAsync(440, 30);
        await StopAsync(running);

        // Where the machine was too busy to feed the device in time, the sink knows it: a gap that it does not know of is its own.
        var excused = speaker.Counters.Underruns;
        Assert.InRange(excused, 0, 3);
        Assert.InRange(heard.GetProperty("dropouts").GetInt32(), 0, excused);
        Assert.Equal(0, heard.GetProperty("clicks").GetInt32());
        Assert.InRange(heard.GetProperty("seconds").GetDouble(), 29, 31);
    }

    [Fact]
    public async Task What_is_said_is_heard_with_its_true_time()
    {
        await using var microphone = AudioDevices.OpenMicrophone("default", 16000, TimeProvider.System, NullLoggerFactory.Instance);
        var ear = new OnsetEar(microphone.SampleRateHz);
        var running = microphone.RunAsync(ear, _stop.Token);
        await Patience.Until(() => ear.Periods > 50, "the microphone to run");
        ear.Reset();
        var (onset, _) = await _rig.SayAsync(AcousticRig.Speech("question"));
        await StopAsync(running);

        Assert.Equal(16000, microphone.SampleRateHz);
        Assert.NotNull(ear.Onset);
        Assert.InRange(ear.Onset.Value - onset, -15 * Millisecond, 15 * Millisecond);
    }

    [Fact]
    public async Task What_is_played_sounds_when_the_sink_says_it_does()
    {
        await using var speaker = AudioDevices.OpenSpeaker("default", 24000, TimeProvider.System, NullLoggerFactory.Instance);
        var sine = new Sine(440, speaker.SampleRateHz) { IsOn = false };
        var running = speaker.RunAsync(sine, _stop.Token);
        var listening = _rig.ListenAsync(3);
        await Task.Delay(TimeSpan.FromSeconds(1.5), TimeProvider.System, TestContext.Current.CancellationToken);
        sine.IsOn = true;
        var heard = await listening;
        await StopAsync(running);

        Assert.NotNull(heard);
        Assert.InRange(heard.Value - sine.First, -15 * Millisecond, 15 * Millisecond);
        Assert.InRange(speaker.Latency.TotalMilliseconds, 10, 60);
    }

    private async Task StopAsync(Task running)
    {
        await _stop.CancelAsync();
        await running.Within("the device to stop");
    }
}
