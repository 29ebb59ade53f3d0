using Cortex.Engines.Turns;
using Cortex.Live.Protocol;
using CsCheck;

namespace Cortex.Engines.Tests.Turns;

/// <summary>Reference 3.3 and 4.3: chunks, pace, jitter, and the words ahead of their sound.</summary>
public sealed class PacingTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(4.4)]
    [InlineData(20)]
    [InlineData(0.5)]
    public async Task An_answer_is_sent_at_the_pace_and_completes_when_it_would_have_been_played(double pace)
    {
        await using var stage = new Stage(TestBrain.Says("An answer.", 12), options: new TurnEngineOptions { Pace = pace });
        await stage.Type("speak");
        await stage.Until("sound generated complete");
        var chunks = Chunks(stage);
        var first = chunks[0].Timestamp;
        Assert.InRange(stage.Clock.GetElapsedTime(first, chunks[^1].Timestamp).TotalSeconds, (12 - 0.24 - 0.24) / pace, (12 / pace) + 0.02);
        Assert.InRange(stage.Clock.GetElapsedTime(first, stage.Ear.Events[^1].Timestamp).TotalSeconds, 12, Math.Max(12, 12 / pace) + 0.26);
    }

    [Theory]
    [InlineData("models/gemini-3.8-live", 4.4)]
    [InlineData("models/gemini-3.8-live-extended-thinking", 1.0)]
    public async Task A_model_has_its_own_pace(string model, double pace)
    {
        await using var stage = new Stage(TestBrain.Says("An answer.", 6), Stage.Marked(model));
        await stage.Type("speak");
        await stage.Until("generated");
        var chunks = Chunks(stage);
        Assert.InRange(stage.Clock.GetElapsedTime(chunks[0].Timestamp, chunks[^1].Timestamp).TotalSeconds, 5.5 / pace, (6 / pace) + 0.02);
    }

    [Fact]
    public async Task Chunks_are_9600_bytes_first_and_11520_after_as_they_were_recorded()
    {
        await using var stage = new Stage(TestBrain.Says("An answer.", 3.1), options: new TurnEngineOptions { Pace = 20 });
        await stage.Type("speak");
        await stage.Until("complete");
        var sizes = stage.Ear.Messages<ServerContent>().Where(static content => content.ModelTurn is not null)
            .Select(static content => content.ModelTurn!.Parts[0].InlineData!.Value).ToArray();
        Assert.Equal(9_600, sizes[0].DecodedLength);
        Assert.All(sizes[1..^1], static media => Assert.Equal(11_520, media.DecodedLength));
        Assert.Equal(3.1 * 48_000, sizes.Sum(static media => media.DecodedLength));
        Assert.All(sizes, static media => Assert.Equal("audio/pcm;rate=24000", media.MimeType));
    }

    [Theory]
    [InlineData(50)]
    [InlineData(400)]
    [InlineData(2000)]
    public async Task Jitter_makes_chunks_late_within_its_bound_and_never_adds_up(int jitterMs)
    {
        await using var stage = new Stage(TestBrain.Says("An answer.", 30), options: new TurnEngineOptions { Pace = 2, Jitter = TimeSpan.FromMilliseconds(jitterMs), Seed = 5 });
        await stage.Type("speak");
        await stage.Until("generated");
        var chunks = Chunks(stage);
        var late = chunks.Select((chunk, i) => stage.Clock.GetElapsedTime(chunks[0].Timestamp, chunk.Timestamp).TotalMilliseconds - (i == 0 ? 0 : (200 + ((i - 1) * 240)) / 2.0)).ToArray();
        Assert.All(late, ms => Assert.InRange(ms, -1, jitterMs + 11));
        Assert.Contains(late, ms => ms > jitterMs / 4.0);
        Assert.InRange(stage.Clock.GetElapsedTime(chunks[0].Timestamp, chunks[^1].Timestamp).TotalSeconds, 14, 15.1 + (jitterMs / 1000.0));
    }

    [Fact]
    public async Task Words_run_ahead_of_their_sound_by_the_lead_and_put_together_are_the_text()
    {
        const string Text = "One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen.";
        var lead = TimeSpan.FromSeconds(1);
        await using var stage = new Stage(
            TestBrain.Says(Text, 10), Stage.Turns(new AutomaticActivityDetection { Disabled = true }, transcripts: true), new TurnEngineOptions { TranscriptLead = lead });
        await stage.Type("speak");
        await stage.Until("complete");
        double sound = 0;
        var said = "";
        foreach (var content in stage.Ear.Messages<ServerContent>())
        {
            said += content.OutputTranscription?.Text;
            sound += (content.ModelTurn?.Parts[0].InlineData?.DecodedLength ?? 0) / 48_000.0;
            var ahead = ((said.Length - 1) / (double)Text.Length * 10) - sound;
            Assert.True(ahead < 1 + 1.8, $"'{said}' is {ahead:0.0} s ahead");
            Assert.True(content.ModelTurn is null || ahead > 0 || said.Trim() == Text, $"'{said}' came after its sound");
        }

        Assert.Equal(" " + Text, said);
    }

    [Fact]
    public async Task A_brain_that_is_slow_between_two_parts_does_not_make_the_second_come_in_a_rush()
    {
        var brain = new PartBrain(2);
        await using var stage = new Stage(brain, options: new TurnEngineOptions { Pace = 1 });
        await stage.Type("speak");
        await stage.Until("sound");
        await stage.Run(5);
        brain.Release();
        await stage.Until("generated");
        var times = Chunks(stage).Select(chunk => chunk.Timestamp).ToArray();
        var second = times.SkipWhile(at => stage.Clock.GetElapsedTime(times[0], at) < TimeSpan.FromSeconds(3)).ToArray();
        Assert.InRange(stage.Clock.GetElapsedTime(second[0], second[^1]).TotalSeconds, 1.5, 2.1);
    }

    [Fact]
    public void A_script_of_any_parts_sends_every_byte_once_in_order_and_never_early() => Gen.Select(
        Gen.Int[0, 60_000].Array[1, 6], Gen.Double[0.5, 20], Gen.Int[0, 1500], Gen.Int[1, 400].Array[50])
        .Sample((parts, pace, jitterMs, steps) =>
        {
            var pacing = new Pacing(pace, TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(240), TimeSpan.FromMilliseconds(jitterMs), TimeSpan.FromSeconds(1.5));
            var script = new AnswerScript(pacing, new Random(7));
            byte next = 0;
            List<byte> expected = [], sent = [];
            foreach (var length in parts)
            {
                var pcm = new byte[length & ~1];
                for (var i = 0; i < pcm.Length; i++)
                {
                    pcm[i] = next++;
                }

                expected.AddRange(pcm);
                script.Add(Cue.Say(new AnswerSpeech("Some words.", pcm)));
            }

            var now = TimeSpan.FromSeconds(3);
            for (var step = 0; !script.IsEmpty; step++)
            {
                while (script.TryTake(now, out var item))
                {
                    sent.AddRange(item.Sound.Span);
                    Assert.True(item.Sound.Length <= 11_520);
                }

                var early = Speech.Duration(sent.Count).TotalSeconds - 0.44 - ((now.TotalSeconds - 3) * pace);
                Assert.True(early <= 0.12 * pace + 0.001, $"{early} s early");
                now += TimeSpan.FromMilliseconds(steps[step % steps.Length]);
                Assert.True(step < 100_000);
            }

            Assert.Equal(expected, sent);
        });

    private static Live.LiveEvent[] Chunks(Stage stage) =>
        [.. stage.Ear.Events.Where(static item => item.Message is ServerContent { ModelTurn: not null })];

    /// <summary>Two seconds of sound, and two more when it is told to go on.</summary>
    private sealed class PartBrain(double seconds) : IBrain
    {
        private readonly TaskCompletionSource _go = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Name => "parts";

        public void Release() => _go.TrySetResult();

        public async IAsyncEnumerable<AnswerPart> AnswerAsync(Question question, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        {
            yield return TestBrain.Say("One.", seconds);
            await _go.Task.WaitAsync(cancellationToken);
            yield return TestBrain.Say("Two.", seconds);
        }
    }
}
