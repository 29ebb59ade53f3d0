using Cortex.Assistant.Pump;
using Cortex.Assistant.Report;
using Cortex.Engines.Tools;
using Cortex.Live.Protocol;
using Cortex.Testing;

namespace Cortex.Assistant.Tests;

/// <summary>A voice during an answer, from the microphone to what is heard at the loudspeaker, on a fake clock.</summary>
public sealed class BargeInTests
{
    private const short AnswerLevel = 8000;

    [Fact]
    public async Task A_voice_fades_the_answer_silences_it_and_is_told_when_it_was_cut()
    {
        await using var rig = new Rig();
        await using var pump = await AnsweringAsync(rig, 5_000);

        var onset = Play(rig, pump, Tone(600, level: 6000));
        await rig.Until(() => pump.Status.Phase is TurnPhase.Listening);
        rig.Engine.Interrupt();
        await rig.Until(() => pump.Turns[0].Interrupted);
        await rig.Run(TimeSpan.FromMilliseconds(300));
        await rig.StopAsync(pump);

        var interruption = Assert.Single(pump.Turns[0].Interruptions);
        Assert.Equal(InterruptionOutcome.Cut, interruption.Outcome);
        Assert.InRange(interruption.FadedMs!.Value - onset, 5, 45);
        Assert.InRange(interruption.SilentMs!.Value - onset, 60, 110);
        Assert.NotNull(interruption.VoiceMs);

        var heard = await rig.HeardAsync();
        Assert.InRange(LastAt(heard, AnswerLevel) - onset, -5, 60);
        Assert.InRange(LastAt(heard, 1) - onset, 60, 125);
    }

    [Fact]
    public async Task A_noise_gives_the_answer_back_from_a_little_before_its_place_and_no_word_is_lost()
    {
        await using var rig = new Rig();
        await using var pump = await AnsweringAsync(rig, 2_000, steps: true);

        // Loud enough to stand out, too quiet to be a voice for this rig's detector.
        var onset = Play(rig, pump, Tone(200, level: 900));
        await rig.Until(() => pump.Status.IsIdle);
        await rig.StopAsync(pump);

        var interruption = Assert.Single(pump.Turns[0].Interruptions);
        Assert.Equal(InterruptionOutcome.Resumed, interruption.Outcome);
        Assert.Null(interruption.VoiceMs);
        Assert.InRange(interruption.OverMs!.Value - (onset + 200), 0, 200);
        Assert.False(pump.Turns[0].Interrupted);

        // Every 100 ms the answer has another level: each is heard at full strength for some time.
        var heard = await rig.HeardAsync();
        for (var step = 0; step < 20; step++)
        {
            Assert.True(heard.Count(sample => sample == Step(step)) >= 240, $"the {step * 100} ms step of the answer was not heard");
        }
    }

    [Fact]
    public async Task In_server_turns_a_voice_that_the_server_does_not_hear_gives_the_answer_back()
    {
        await using var rig = new Rig();
        await using var pump = await AnsweringAsync(rig, 4_000);

        var onset = Play(rig, pump, Tone(600, level: 6000));
        await rig.Until(() => pump.Turns[0].Interruptions is [{ OverMs: not null }]);
        await rig.Until(() => pump.Turns[0].Timing.DoneMs is not null);
        await rig.StopAsync(pump);

        var interruption = Assert.Single(pump.Turns[0].Interruptions);
        Assert.Equal(InterruptionOutcome.Resumed, interruption.Outcome);
        Assert.InRange(interruption.OverMs!.Value - (onset + 600), 1_150, 1_300);
        Assert.False(pump.Turns[0].Interrupted);
        Assert.InRange(pump.Turns[0].SaidAudioMs, 3_999, 4_001);
    }

    [Fact]
    public async Task A_voice_while_a_tool_runs_cuts_in_and_the_tool_ends_unanswered()
    {
        await using var rig = new Rig(clientTurns: true);
        var tool = new EndlessTool();
        rig.Options = rig.Options with { Pump = rig.Options.Pump with { Tools = tool } };
        rig.Engine.OnSent = sent =>
        {
            // As a server does when a voice begins.
            if (sent.Kind is "start")
            {
                rig.Engine.Say(new ServerContent { Interrupted = true });
                rig.Engine.Say(new ToolCallCancellation { Ids = ["1"] });
                rig.Engine.Say(new ServerContent { TurnComplete = true });
            }
        };
        await using var pump = await AnsweringAsync(rig, 3_000);
        rig.Engine.Say(new ToolCall { FunctionCalls = [new FunctionCall { Id = "1", Name = "slow" }] });
        await tool.Runs.Task.Within("the tool");

        Play(rig, pump, Tone(600, level: 6000));
        await rig.Until(() => pump.Turns[0].Interrupted);
        await tool.Ended.Task.Within("the tool's end");
        await rig.StopAsync(pump);

        Assert.Equal(InterruptionOutcome.Cut, Assert.Single(pump.Turns[0].Interruptions).Outcome);
        Assert.DoesNotContain(rig.Engine.All, static sent => sent.Kind is "tool");
    }

    [Fact]
    public async Task The_stop_key_silences_what_sounds_and_drops_what_still_comes_of_it_alone()
    {
        await using var rig = new Rig();
        await using var pump = await AnsweringAsync(rig, 1_000);

        pump.StopAnswer();
        rig.Engine.Speak(20_000, level: 3_000, words: " late");
        await rig.Run(TimeSpan.FromSeconds(5), TimeSpan.FromMilliseconds(20));
        rig.Engine.Complete();
        await rig.Run(TimeSpan.FromMilliseconds(100));
        await pump.AskAsync("again", TestContext.Current.CancellationToken);
        rig.Engine.Speak(500, level: 5_000, words: " New.");
        rig.Engine.Complete();
        await rig.Until(() => pump.Status is { IsIdle: true, Turn: 2 });
        await rig.StopAsync(pump);

        Assert.True(pump.Turns[0].Interrupted);
        Assert.Equal("New.", pump.Turns[1].Said);
        var heard = await rig.HeardAsync();
        Assert.Equal(-1, heard.AsSpan().IndexOf(new short[] { 3_000, 3_000, 3_000 }));
        Assert.InRange(heard.Count(static sample => sample is 5_000) / 24.0, 490, 501);
    }

    [Fact]
    public async Task Repeat_plays_the_kept_answer_again_without_asking_and_a_voice_ends_it()
    {
        await using var rig = new Rig { Options = Rig.WithKeptSound };
        await using var pump = await AnsweringAsync(rig, 1_000);
        rig.Engine.Complete();
        await rig.Until(() => pump.Status.IsIdle);
        var asked = rig.Engine.All.Count(static sent => sent.Kind is "text");

        Assert.True(pump.Repeat());
        await rig.Until(() => pump.Status.Phase is TurnPhase.Idle);
        Assert.True(pump.Repeat());
        await rig.Run(TimeSpan.FromMilliseconds(200));
        Play(rig, pump, Tone(600, level: 6000));
        await rig.Until(() => pump.Status.Phase is TurnPhase.Listening);
        await rig.Run(TimeSpan.FromMilliseconds(500));
        await rig.StopAsync(pump);

        Assert.Equal(asked, rig.Engine.All.Count(static sent => sent.Kind is "text"));
        Assert.InRange((await rig.HeardAsync()).Count(static sample => sample is AnswerLevel) / 24.0, 2_150, 2_350);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_muted_microphone_sends_nothing_ends_what_was_said_and_is_found_again(bool clientTurns)
    {
        await using var rig = new Rig(clientTurns);
        await using var pump = rig.Start();
        rig.Microphone.Play(Tone(3_000, level: 6000));
        await rig.Until(() => pump.Status.Phase is TurnPhase.Listening);

        pump.IsMuted = true;
        await rig.Run(TimeSpan.FromMilliseconds(100));
        var sent = rig.Engine.All.Count;
        await rig.Run(TimeSpan.FromMilliseconds(500));
        Assert.Equal(sent, rig.Engine.All.Count);
        Assert.EndsWith(clientTurns ? "end" : "end pause", rig.Engine.Order, StringComparison.Ordinal);

        pump.IsMuted = false;
        await rig.Until(() => rig.Engine.All.Count(static item => item.Kind is "start") is 2);
        await rig.StopAsync(pump);
    }

    private static async Task<DevicePump> AnsweringAsync(Rig rig, int milliseconds, bool steps = false)
    {
        var pump = rig.Start();

        // Long enough for the detectors to know the room.
        await rig.Run(TimeSpan.FromMilliseconds(500));
        await pump.AskAsync("go on", TestContext.Current.CancellationToken);
        for (var step = 0; step < milliseconds / 100; step++)
        {
            rig.Engine.Speak(100, level: steps ? Step(step) : AnswerLevel, words: " word");
        }

        if (steps || milliseconds is 4_000)
        {
            rig.Engine.Complete();
        }

        await rig.Until(() => pump.Status.SoundingTurn is 1);
        await rig.Run(TimeSpan.FromMilliseconds(300));
        return pump;
    }

    private static short Step(int step) => (short)(4_000 + (step * 150));

    // Returns when its first sample is captured, in milliseconds since the conversation was opened.
    private static double Play(Rig rig, DevicePump pump, short[] sound)
    {
        var now = pump.Elapsed.TotalMilliseconds;
        rig.Microphone.Play(sound);
        return now;
    }

    private static short[] Tone(int milliseconds, int level)
    {
        var samples = new short[16 * milliseconds];
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = (short)(level * Math.Sin(2 * Math.PI * 1000 * i / 16_000));
        }

        return samples;
    }

    private static double LastAt(short[] heard, int atLeast) => Array.FindLastIndex(heard, sample => sample >= atLeast) / 24.0;

    private sealed class EndlessTool : IToolAnswers
    {
        public TaskCompletionSource Runs { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async ValueTask<ToolAnswer?> AnswerAsync(FunctionCall call, CallTurn turn, CancellationToken cancellationToken)
        {
            cancellationToken.Register(() => Ended.TrySetResult());
            Runs.TrySetResult();
            await Ended.Task;
            return null;
        }
    }
}
