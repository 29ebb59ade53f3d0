using System.Collections.Concurrent;
using Cortex.Assistant.Commands;
using Cortex.Assistant.Cues;
using Cortex.Assistant.Pump;
using Cortex.Live.Protocol;

namespace Cortex.Assistant.Tests;

/// <summary>What the devices do of the wearer's orders: by word, through the whole of the assistant, and by hand.</summary>
public sealed class OrderedTests : IPumpObserver
{
    readonly ConcurrentQueue<PumpEvent> _events = new();

    void IPumpObserver.On(PumpEvent happened) => _events.Enqueue(happened);

    [Fact]
    public async Task A_spoken_order_is_carried_out_confirmed_and_no_failure()
    {
        await using var rig = Rig();
        rig.Assist();
        await using var pump = rig.Start();
        foreach (var (words, done) in new (string, Func<bool>)[]
        {
            ("Louder.", () => pump.Volume > 1.3f), ("Softer.", () => pump.Volume < 1.05f), ("Faster.", () => pump.Speed > 1.1), ("Slower.", () => pump.Speed < 1.05), ("Mute.", () => pump.IsMuted),
        })
        {
            rig.Microphone.Play(Assistant.Tests.Rig.Say(400, before: 0).Speech);
            await rig.Until(() => pump.Status.Phase is TurnPhase.Thinking);
            rig.Engine.Say(new ServerContent { InputTranscription = new Transcription { Text = words } });
            await rig.Until(done);
            rig.Engine.Speak(500, words: "As you wish.");
            rig.Engine.Complete();
            await rig.Until(() => pump.Status.Phase is TurnPhase.Idle);
        }

        await rig.StopAsync(pump);
        Assert.DoesNotContain(pump.Turns, static turn => turn.Said?.Contains("wish", StringComparison.Ordinal) is true);
        var ends = _events.OfType<TurnEnded>().ToArray();
        Assert.Equal(5, ends.Length);
        Assert.All(ends, static end => Assert.True(end.IsOrder));
        Assert.DoesNotContain(Cue.Error, Cues());
        Assert.Equal(4, Cues().Count(static cue => cue is Cue.Confirmed));
        Assert.Contains(Cue.Muted, Cues());
        Assert.True(pump.Turns[^1].SaidAudioMs > 0, "how to come back is said");
    }

    [Fact]
    public async Task Stop_silences_what_sounds_and_repeat_plays_it_again_without_asking()
    {
        await using var rig = Rig(keepsSound: true);
        rig.Assist();
        await using var pump = rig.Start();
        await pump.AskAsync("Tell me a story", TestContext.Current.CancellationToken);
        rig.Engine.Speak(2_000, words: "Once upon a time.");
        await rig.Until(() => pump.Status.Phase is TurnPhase.Speaking);
        await rig.Run(TimeSpan.FromMilliseconds(500));
        rig.Assistant!.Order(WearerCommand.Stop, "button");
        await rig.Until(() => pump.Status.Phase is TurnPhase.Idle);
        await rig.Until(() => Cues().Contains(Cue.Interrupted));

        var asked = rig.Engine.All.Count;
        rig.Assistant.Order(WearerCommand.Repeat, "key");
        await rig.Until(() => pump.Status.Phase is TurnPhase.Speaking);
        await rig.Until(() => pump.Status.Phase is TurnPhase.Idle);
        Assert.DoesNotContain(rig.Engine.All.Skip(asked), static sent => sent.Kind is "text" or "content");

        // The rest of the stopped answer is nobody's, and the next question is answered.
        rig.Engine.Speak(500, words: "There was a princess.");
        rig.Engine.Complete();
        await pump.AskAsync("And the time?", TestContext.Current.CancellationToken);
        rig.Engine.Speak(300, words: "Noon.");
        rig.Engine.Complete();
        await rig.Until(() => pump.Status.Phase is TurnPhase.Speaking);
        await rig.Until(() => pump.Status.Phase is TurnPhase.Idle);
        await rig.StopAsync(pump);
        Assert.Equal("Noon.", pump.Turns[^1].Said?.Trim());
        Assert.DoesNotContain(pump.Turns, static turn => turn.Said?.Contains("princess", StringComparison.Ordinal) is true);
    }

    [Fact]
    public async Task What_cannot_be_done_is_denied_by_a_cue()
    {
        await using var rig = Rig();
        await using var pump = rig.Start();
        pump.Do(WearerCommand.CameraOff, "key");
        pump.Do(WearerCommand.Repeat, "key");
        pump.Volume = VolumeSteps.MostVolume;
        pump.Do(WearerCommand.Louder, "key");
        pump.Do(WearerCommand.PairingCode, "voice");
        await rig.StopAsync(pump);
        Assert.Equal(4, _events.OfType<OrderDone>().Count(static order => !order.IsDone));
        Assert.Equal(4, Cues().Count(static cue => cue is Cue.Denied));
    }

    [Fact]
    public async Task The_end_of_the_conversation_is_not_the_end_of_the_hand()
    {
        await using var rig = Rig();
        rig.Assist();
        await using var pump = rig.Start();
        rig.Engine.Close(Live.CloseReason.Done);
        await rig.Until(() => pump.Status.IsClosed);
        Assert.False(rig.Assistant!.Order(WearerCommand.Mute, "key"));
        pump.Do(WearerCommand.Mute, "key");
        Assert.True(pump.IsMuted);
        await rig.StopAsync(pump);
    }

    [Fact]
    public void Steps_end_at_the_ends_of_their_range()
    {
        var (volume, speed) = (1f, 1.0);
        for (var i = 0; i < 20; i++)
            (volume, speed) = (VolumeSteps.Volume(volume, isMore: false), VolumeSteps.Speed(speed, isMore: false));
        Assert.Equal((VolumeSteps.LeastVolume, VolumeSteps.LeastSpeed), (volume, speed));
        for (var i = 0; i < 40; i++)
            (volume, speed) = (VolumeSteps.Volume(volume, isMore: true), VolumeSteps.Speed(speed, isMore: true));
        Assert.Equal((VolumeSteps.MostVolume, VolumeSteps.MostSpeed), (volume, speed));
        Assert.True(VolumeSteps.Volume(0, isMore: true) > VolumeSteps.LeastVolume);
    }

    List<Cue> Cues()
    {
        var state = default(CueMapState);
        var cues = new List<Cue>();
        foreach (var happened in _events)
        {
            var move = CueMap.Next(state, happened);
            state = move.State;
            if (move.Cue is { } cue)
                cues.Add(cue);
        }

        return cues;
    }

    Rig Rig(bool keepsSound = false)
    {
        var rig = new Rig(clientTurns: true);
        rig.Options = rig.Options with { Pump = rig.Options.Pump with { Observers = [this], KeepsSound = keepsSound } };
        return rig;
    }
}
