using Cortex.Testing;

namespace Cortex.Assistant.Tests;

/// <summary>What the meter and the spans tell of a conversation at devices. The meter is the whole process's, so nothing runs beside.</summary>
[CollectionDefinition(nameof(TelemetryTests), DisableParallelization = true)]
[Collection(nameof(TelemetryTests))]
public sealed class TelemetryTests : IDisposable
{
    private const string Words = " what nobody may read.";
    private readonly TelemetryEar _ear = new("Cortex.Assistant");

    public void Dispose() => _ear.Dispose();

    [Fact]
    public async Task A_conversation_with_a_camera_an_interruption_and_a_loss_is_told_by_every_instrument()
    {
        await TalkAsync();
        await LookAsync();

        Assert.Equal(_ear.Instruments, _ear.Told);
        Assert.Equal(["outcome=cut", "outcome=answered"], _ear.Of("cortex.assistant.turns").Take(2).Select(static turn => turn.Tags));
        Assert.Contains(_ear.Of("cortex.assistant.barge_in"), static one => one is { Value: > 0.03 and < 0.2, Tags: "outcome=Cut step=silent" });
        Assert.Contains(_ear.Of("cortex.assistant.frames.left_out"), static one => one.Tags is "cause=Unchanged");
        Assert.Contains((1, "kind=Frame"), _ear.Of("cortex.assistant.lost"));
        
        // Words and sound of two messages.
        Assert.Equal(4, _ear.Of("cortex.assistant.late").Count);
        const string Model = "gen_ai.operation.name=generate_content gen_ai.provider.name=gcp.gemini gen_ai.request.model=test";
        Assert.Equal([Model, Model], _ear.Of("gen_ai.client.operation.time_to_first_chunk").Take(2).Select(static one => one.Tags));
        Assert.All(_ear.Of("cortex.assistant.conversations"), static one => Assert.Equal(0, one.Value));
    }

    [Fact]
    public async Task A_conversation_is_a_span_and_each_turn_one_below_it_with_its_times()
    {
        await TalkAsync();

        var conversation = Assert.Single(_ear.Spans, static span => span.DisplayName is "invoke_agent cortex");
        var turns = _ear.Spans.Where(static span => span.DisplayName is "generate_content test").ToList();
        Assert.Equal(["cut", "answered"], turns.Select(static turn => turn.GetTagItem("cortex.turn.outcome")));
        Assert.Equal([1, 2], turns.Select(static turn => turn.GetTagItem("cortex.turn.number")));
        Assert.All(turns, turn => Assert.Equal((conversation.SpanId, conversation.GetTagItem("gen_ai.conversation.id")), (turn.ParentSpanId, turn.GetTagItem("gen_ai.conversation.id"))));
        Assert.All(turns, turn => Assert.InRange(turn.StartTimeUtc, conversation.StartTimeUtc, conversation.StartTimeUtc + conversation.Duration));
        Assert.Equal(["voice ended", "question sent", "first audio", "first sound"], turns[1].Events.Select(static one => one.Name));
        Assert.Null(System.Diagnostics.Activity.Current);
    }

    [Fact]
    public async Task Nothing_that_is_told_holds_a_word()
    {
        await TalkAsync();
        await LookAsync();

        Assert.NotEmpty(_ear.Text);
        Assert.DoesNotContain("nobody may read", _ear.Text, StringComparison.Ordinal);
    }

    // The first answer comes too slowly to be played on, and is cut; the second is heard to its end.
    private static async Task TalkAsync()
    {
        await using var rig = new Rig(clientTurns: true);
        var asked = 0;
        rig.Engine.OnSent = sent =>
        {
            if (sent.Kind is "start" && ++asked is 2)
            {
                rig.Engine.Speak(100, words: Words);
                rig.Engine.Speak(100, words: Words);
                rig.Engine.Interrupt();
            }
            else if (sent.Kind is "end" && asked is 1)
            {
                rig.Engine.Speak(200, words: Words);
            }
            else if (sent.Kind is "end")
            {
                rig.Engine.Speak(200, words: Words);
                rig.Engine.Complete();
            }
        };
        await using var pump = rig.Start();
        rig.Microphone.Play(Rig.Say(500).Speech);
        await rig.Until(() => pump.Status.SoundingTurn is 1);
        await rig.Run(TimeSpan.FromMilliseconds(400));
        rig.Engine.Speak(4000, words: Words);
        await rig.Run(TimeSpan.FromMilliseconds(300));
        rig.Microphone.Play(Rig.Say(500, before: 0).Speech);
        await rig.Until(() => pump.Turns is [.., { Answered: true }] and { Count: 2 } && pump.Status.IsIdle);
        await rig.StopAsync(pump);
        Assert.True(pump.Turns[0].Interrupted);
    }

    private static async Task LookAsync()
    {
        var camera = new StillCamera();
        await using var rig = new Rig(camera: camera);
        await using var pump = rig.Start();

        // A typed question without a picture, and a spoken one before a scene that stands still.
        var typed = pump.AskAsync("What is this?", TestContext.Current.CancellationToken);
        await rig.Until(() => typed.IsCompleted);
        await typed;
        pump.StopAnswer();
        camera.Show(100);
        rig.Microphone.Play(Rig.Say(2000, before: 0).Speech);
        for (byte i = 0; i < 20; i++)
        {
            await rig.Run(TimeSpan.FromMilliseconds(100));
            camera.Show((byte)(100 + (i % 4)));
        }

        await rig.StopAsync(pump);
    }
}
