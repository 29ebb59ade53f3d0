using Cortex.Engines.Turns;
using Cortex.Live;
using Cortex.Live.Protocol;

namespace Cortex.Engines.Tests.Turns;

/// <summary>Turns found in the sound itself (reference 2.1, 2.3, 4.2).</summary>
public sealed class AutomaticTurnTests
{
    private static readonly ReadOnlyMemory<short> Question = Recordings.Load("question");

    [Theory]
    [InlineData(8_000)]
    [InlineData(16_000)]
    [InlineData(44_100)]
    [InlineData(48_000)]
    public async Task A_spoken_question_is_found_asked_at_16_kHz_and_answered(int rateHz)
    {
        var brain = TestBrain.Says("An answer.", 1);
        await using var stage = new Stage(brain, Stage.Automatic);
        await stage.Sound(Recordings.Load("question", rateHz).In(1, 1.5, rateHz), rateHz);
        await stage.Until("ready sound generated complete");
        var asked = Assert.Single(brain.Asked);
        Assert.InRange(asked.Speech.Length / 32_000.0, (Question.Length / 16_000.0) - 0.4, (Question.Length / 16_000.0) + 1.3);
    }

    [Fact]
    public async Task Activity_marks_are_ignored()
    {
        var brain = TestBrain.Says("An answer.", 20);
        await using var stage = new Stage(brain, Stage.Automatic);
        await stage.Start();
        await stage.Sound(Question.In(0.5, 1));
        await stage.Start();
        await stage.End();
        await stage.Run(1);
        Assert.Equal("ready sound", stage.Trail);
        Assert.Single(brain.Asked);
    }

    [Fact]
    public async Task A_voice_interrupts_and_is_answered()
    {
        var brain = TestBrain.Says("An answer.", 20);
        await using var stage = new Stage(brain, Stage.Automatic);
        await stage.Type("begin");
        await stage.Until("sound");
        await stage.Sound(Recordings.Load("interrupt").In(0.2, 1));
        await stage.Until("ready sound interrupted complete sound");
        Assert.Equal(2, brain.Asked.Count);
        Assert.True(brain.Asked[1].History.Entries[^1] is { Role: HistoryRole.Model, Interrupted: true });
    }

    [Fact]
    public async Task Silence_and_noise_do_nothing()
    {
        var brain = TestBrain.Says("An answer.", 60);
        await using var stage = new Stage(brain, Stage.Automatic);
        var random = new Random(3);
        short[] noise = [.. Enumerable.Range(0, 48_000).Select(_ => (short)random.Next(-1500, 1500))];
        await stage.Type("begin");
        await stage.Until("sound");
        await stage.Sound(new short[16_000]);
        await stage.Sound(noise);
        await stage.Run(1);
        Assert.Equal("ready sound", stage.Trail);
        Assert.Single(brain.Asked);
    }

    [Fact]
    public async Task AudioStreamEnd_ends_the_utterance_at_once()
    {
        var brain = TestBrain.Says("An answer.", 1);
        await using var stage = new Stage(brain, Stage.Automatic);
        await stage.Sound(Question.In(0.5, 0));
        Assert.Empty(brain.Asked);
        await stage.Send(new RealtimeInput { AudioStreamEnd = true });
        await stage.Until("ready sound generated complete");
        await stage.Send(new RealtimeInput { AudioStreamEnd = true });
        await stage.Run(1);
        Assert.Single(brain.Asked);
    }

    [Theory]
    [InlineData(300)]
    [InlineData(2000)]
    public async Task SilenceDurationMs_is_waited_for(int silenceMs)
    {
        var setup = Stage.Turns(new AutomaticActivityDetection { SilenceDurationMs = silenceMs });
        await using var stage = new Stage(TestBrain.Says("An answer.", 1), setup, new TurnEngineOptions { ReportsVoiceActivity = true });
        await stage.Sound(Question.In(0.5, 3));
        await stage.Until("complete");
        var opened = stage.Ear.Events[0].Timestamp;
        var end = stage.Ear.Events.Last(static item => item.Message is VoiceActivity);
        var decided = stage.Clock.GetElapsedTime(opened, end.Timestamp);
        var silent = decided - ((VoiceActivity)end.Message!).AudioOffset!.Value;
        Assert.InRange(silent.TotalMilliseconds, silenceMs - 40, silenceMs + 60);
    }

    [Fact]
    public async Task PrefixPaddingMs_keeps_sound_from_before_the_voice()
    {
        var lengths = new List<int>();
        foreach (var prefix in (int[])[20, 900])
        {
            var brain = TestBrain.Says("An answer.", 1);
            await using var stage = new Stage(brain, Stage.Turns(new AutomaticActivityDetection { PrefixPaddingMs = prefix, SilenceDurationMs = 500 }));
            await stage.Sound(Question.In(1.5, 1.5));
            await stage.Until("complete");
            lengths.Add(brain.Asked[0].Speech.Length / 32);
        }

        Assert.InRange(lengths[1] - lengths[0], 650, 950);
    }

    [Theory]
    [InlineData(null, null, 0.7, 1)]
    [InlineData(null, null, 1.0, 2)]
    [InlineData("END_SENSITIVITY_HIGH", null, 1.0, 2)]
    [InlineData("END_SENSITIVITY_LOW", null, 1.0, 1)]
    [InlineData("END_SENSITIVITY_LOW", 400, 0.7, 2)]
    [InlineData(null, 1500, 1.2, 1)]
    public async Task A_pause_splits_the_turn_after_800_ms_or_as_the_setup_says(string? sensitivity, int? silenceMs, double pause, int turns)
    {
        var brain = new TestBrain(_ => []);
        await using var stage = new Stage(brain, Stage.Turns(new AutomaticActivityDetection
        {
            EndOfSpeechSensitivity = sensitivity is null ? null : EndSensitivity.From(sensitivity),
            SilenceDurationMs = silenceMs,
        }));
        await stage.Sound(Question.In(0.5, pause));
        await stage.Sound(Question.In(0, 2));
        await stage.Run(1);
        Assert.Equal(turns, brain.Asked.Count);
    }

    [Theory]
    [InlineData("TURN_INCLUDES_ALL_INPUT", 4.9, 5.8)]
    [InlineData("TURN_INCLUDES_ONLY_ACTIVITY", 1, 3.7)]
    [InlineData(null, 1, 3.7)]
    public async Task A_turn_holds_the_silence_too_where_it_includes_all_input(string? coverage, double least, double most)
    {
        var brain = TestBrain.Says("An answer.", 0.1);
        await using var stage = new Stage(brain, new Setup
        {
            Model = "models/test",
            RealtimeInputConfig = new RealtimeInputConfig { TurnCoverage = coverage is null ? null : TurnCoverage.From(coverage) },
        });
        var seconds = Question.Length / 16_000.0;
        await stage.Sound(Question.In(4.2 - seconds, 1.5));
        await stage.Until("complete");
        await stage.Sound(Question.In(4.2 - seconds, 1.5));
        await stage.Run(1);
        Assert.Equal(2, brain.Asked.Count);
        Assert.All(brain.Asked, asked => Assert.InRange(asked.Speech.Length / 32_000.0, least, most));
    }

    [Fact]
    public async Task A_turn_of_all_input_keeps_the_newest_of_it_in_order_and_counts_the_rest()
    {
        var brain = TestBrain.Says("An answer.", 0.1);
        var setup = new Setup
        {
            Model = "models/test",
            RealtimeInputConfig = new RealtimeInputConfig
            {
                AutomaticActivityDetection = new AutomaticActivityDetection { Disabled = true },
                TurnCoverage = TurnCoverage.TurnIncludesAllInput,
            },
        };
        await using var stage = new Stage(brain, setup, new TurnEngineOptions { LongestUtterance = TimeSpan.FromSeconds(5) });
        short[] ramp = [.. Enumerable.Range(0, 12 * 16_000).Select(static at => (short)(at / 8))];
        await stage.Sound(ramp.AsMemory(0, 11 * 16_000));
        await stage.Start();
        await stage.Sound(ramp.AsMemory(11 * 16_000));
        await stage.End();
        await stage.Until("complete");
        var heard = new short[5 * 16_000];
        Assert.Equal(heard.Length, Media.Audio.Pcm.FromBytes(Assert.Single(brain.Asked).Speech.Span, heard));
        Assert.Equal(ramp[^heard.Length..], heard);
        var lost = Assert.Single(stage.Conversation.Stats.Losses);
        Assert.Equal((LostKind.Microphone, 7), (lost.What, Math.Round(lost.Duration.TotalSeconds)));
    }

    [Fact]
    public async Task Words_typed_while_a_voice_is_on_belong_to_its_turn()
    {
        var brain = TestBrain.Says("An answer.", 1);
        await using var stage = new Stage(brain, Stage.Automatic);
        await stage.Sound(Question.In(0.5, 0)[..32_000]);
        await stage.Type("this one");
        await stage.Sound(Question.In(0.5, 1)[32_000..]);
        await stage.Until("complete");
        var asked = Assert.Single(brain.Asked);
        Assert.Equal("this one", asked.Text);
        Assert.NotEqual(0, asked.Speech.Length);
    }

    [Fact]
    public async Task An_endless_voice_is_cut_into_turns()
    {
        var brain = new TestBrain(_ => []);
        await using var stage = new Stage(brain, Stage.Automatic, new TurnEngineOptions { LongestUtterance = TimeSpan.FromSeconds(1) });
        await stage.Sound(Question.In(0.5, 1));
        await stage.Run(1);
        Assert.True(brain.Asked.Count >= 2);
        Assert.All(brain.Asked, static question => Assert.InRange(question.Speech.Length, 1, 32_000));
    }

    [Fact]
    public async Task A_model_that_says_so_reports_where_the_voice_was()
    {
        await using var stage = new Stage(TestBrain.Says("An answer.", 1), new Setup { Model = "models/gemini-3.8-live" });
        await stage.Sound(Question.In(2, 1));
        await stage.Until("ready voice silence sound generated complete");
        var start = stage.Ear.Messages<VoiceActivity>()[0].AudioOffset!.Value.TotalSeconds;
        Assert.InRange(start, 1.8, 2.5);
    }

    [Fact]
    public async Task Deprecated_mediaChunks_are_heard_where_the_model_hears_them()
    {
        foreach (var (model, count) in ((string, int)[])[("models/test", 1), ("models/gemini-3.8-live", 0)])
        {
            var brain = TestBrain.Says("An answer.", 1);
            await using var stage = new Stage(brain, new Setup { Model = model });
            var bytes = new byte[(Question.Length + 8_000) * 2];
            Media.Audio.Pcm.ToBytes(Question.In(0.5, 0).Span, bytes);
            await stage.Send(new RealtimeInput { MediaChunks = [MediaBytes.FromRaw("audio/pcm;rate=16000", bytes), MediaBytes.FromRaw("audio/pcm", new byte[9])] });
            await stage.Send(new RealtimeInput { AudioStreamEnd = true });
            await stage.Run(1);
            Assert.Equal(count, brain.Asked.Count);
        }
    }
}
