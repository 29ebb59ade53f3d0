using Cortex.Media.Audio;

namespace Cortex.Assistant.Tests;

public sealed class MicrophonePathTests
{
    [Theory]
    [InlineData(16_000)]
    [InlineData(48_000)]
    public async Task Client_turns_send_start_pre_roll_voice_and_end_in_order(int microphoneHz)
    {
        await using var rig = new Rig(clientTurns: true, microphoneHz: microphoneHz);
        await using var pump = rig.Start();

        rig.Microphone.Play(Rig.Say(600, before: 1000, rateHz: microphoneHz).Speech);
        await rig.Until(() => rig.Engine.All.Any(static sent => sent.Kind is "end"));

        Assert.Equal("start audio end", rig.Engine.Order);
        var sound = Sound(rig);
        Assert.InRange(Array.FindIndex(sound, static sample => sample > 4000) / 16.0, 299, 321);
        Assert.InRange(sound.Count(static sample => sample > 4000) / 16.0, 598, 602);
    }

    [Fact]
    public async Task Server_turns_stream_all_the_time_with_the_marks_in_their_places()
    {
        await using var rig = new Rig();
        await using var pump = rig.Start();

        rig.Microphone.Play(Rig.Say(600, before: 1000).Speech);
        await rig.Until(() => rig.Engine.All.Count(static sent => sent.Kind is "audio") >= 150);

        Assert.Equal("audio start audio end audio", rig.Engine.Order);
        var sound = Sound(rig);
        Assert.Equal(600, sound.Count(static sample => sample is 8000) / 16);

        // 20 ms at a time, as the sound comes.
        var audio = rig.Engine.All.Where(static sent => sent.Kind is "audio").ToList();
        Assert.All(audio, static sent => Assert.Equal(640, sent.Bytes.Length));
    }

    [Fact]
    public async Task Server_turns_pause_after_20_s_without_voice_and_voice_reopens_them_with_the_pre_roll()
    {
        await using var rig = new Rig();
        await using var pump = rig.Start();

        await rig.Run(TimeSpan.FromSeconds(25), TimeSpan.FromMilliseconds(20));
        Assert.Equal("audio pause", rig.Engine.Order);
        Assert.Equal(1000, rig.Engine.All.Count(static sent => sent.Kind is "audio"));

        rig.Microphone.Play(Rig.Say(400, before: 0).Speech);
        await rig.Until(() => rig.Engine.All.Any(static sent => sent.Kind is "end"));

        Assert.Equal("audio pause start audio end", rig.Engine.Order);
        var reopened = Sound(rig)[(1000 * 320)..];
        Assert.InRange(Array.FindIndex(reopened, static sample => sample is 8000) / 16, 299, 321);
    }

    [Fact]
    public async Task An_engine_that_takes_nothing_costs_the_oldest_sound_and_says_so()
    {
        await using var rig = new Rig();
        await using var pump = rig.Start();
        await rig.Run(TimeSpan.FromMilliseconds(100));
        var stuck = new TaskCompletionSource();
        rig.Engine.Accepts = stuck.Task;

        rig.Microphone.Play(Rig.Say(1000, before: 0).Speech);
        await rig.Run(TimeSpan.FromSeconds(5));
        stuck.SetResult();
        await rig.Until(() => rig.Engine.All.Count(static sent => sent.Kind is "audio") > 150);
        await rig.StopAsync(pump);

        // What was held is the newest 3 s; the marks of the voice that is gone came through.
        Assert.Contains("start", rig.Engine.Order);
        Assert.Contains("end", rig.Engine.Order);
        var lost = Assert.Single(pump.Losses);
        Assert.Equal(Live.LostKind.Microphone, lost.What);
        Assert.InRange(lost.Duration.TotalSeconds, 1.9, 2.0);
    }

    [Fact]
    public async Task An_engine_that_hangs_for_good_does_not_hold_the_end_up()
    {
        await using var rig = new Rig();
        await using var pump = rig.Start();
        await rig.Run(TimeSpan.FromMilliseconds(100));
        rig.Engine.Accepts = new TaskCompletionSource().Task;
        await rig.Run(TimeSpan.FromSeconds(1));

        await rig.StopAsync(pump);

        Assert.True(pump.Status.IsClosed);
    }

    private static short[] Sound(Rig rig)
    {
        var bytes = rig.Engine.All.Where(static sent => sent.Kind is "audio").SelectMany(static sent => sent.Bytes).ToArray();
        var samples = new short[bytes.Length / 2];
        Pcm.FromBytes(bytes, samples);
        return samples;
    }
}
