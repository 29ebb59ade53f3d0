using System.Globalization;
using Cortex.Media.Devices;
using Cortex.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cortex.EndToEnd.Devices;

/// <summary>How long sound takes from the air through both devices and back into the air.</summary>
[Collection(AcousticRig.Alone)]
public sealed class SoundCopyTests
{
    private const int Times = 8;

    [Fact]
    public async Task From_the_microphone_to_the_loudspeaker_a_sound_takes_a_few_periods()
    {
        await using var rig = await AcousticRig.StartAsync();
        rig.UseHere();
        await using var microphone = AudioDevices.OpenMicrophone("default", 16000, TimeProvider.System, NullLoggerFactory.Instance);
        await using var speaker = AudioDevices.OpenSpeaker("default", 24000, TimeProvider.System, NullLoggerFactory.Instance);
        using var stop = new CancellationTokenSource();
        var wire = new Wire(microphone.SampleRateHz, speaker.SampleRateHz);
        var running = Task.WhenAll(microphone.RunAsync(wire, stop.Token), speaker.RunAsync(wire, stop.Token));
        List<double> took = [];
        for (var time = 0; time < Times; time++)
        {
            var listening = rig.ListenAsync(4, -60);
            var (onset, _) = await rig.SayAsync(AcousticRig.Speech("stop"));
            took.Add(((await listening ?? throw new InvalidOperationException("nothing was heard")) - onset) / 1e6);
        }

        await stop.CancelAsync();
        await running.Within("the devices to stop");
        took.Sort();
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"copy: min {took[0]:0.0}, p50 {took[Times / 2]:0.0}, max {took[^1]:0.0} ms; latency told by the loudspeaker {speaker.Latency.TotalMilliseconds:0} ms; {microphone.Counters}; {speaker.Counters}"));
        Assert.InRange(took[Times / 2], 20, 100);
    }
}
