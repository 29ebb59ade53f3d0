using System.Text;
using Cortex.Engines.Turns;
using Cortex.Live;
using Cortex.Live.Protocol;

namespace Cortex.Engines.Tests.Turns;

/// <summary>
/// A client that does anything at any moment, against a brain that does anything: whatever happens the stream obeys the seam, and a
/// question asked at the end is answered.
/// </summary>
public sealed class RandomClientTests
{
    private const int Steps = 1_500;

    [Theory]
    [InlineData(1, false, null)]
    [InlineData(2, false, "NO_INTERRUPTION")]
    [InlineData(3, true, null)]
    [InlineData(4, true, "NO_INTERRUPTION")]
    [InlineData(5, false, null)]
    public async Task Thousands_of_random_steps_leave_the_stream_well_formed_and_the_conversation_alive(int seed, bool holdsNothing, string? handling)
    {
        var random = new Random(seed);
        var brain = new TestBrain(question => Answer(question, new Random(HashCode.Combine(seed, question.Turn, question.Tools.Count))));
        var options = new TurnEngineOptions
        {
            Seed = seed,
            Jitter = TimeSpan.FromMilliseconds(random.Next(0, 600)),
            HoldTurnComplete = !holdsNothing,
            ToolTimeout = TimeSpan.FromSeconds(4),
            ReportsInteractionStatus = seed % 2 == 0,
        };
        await using var stage = new Stage(brain, Setup(handling), options);
        var answered = new HashSet<string>();
        var (open, trace) = (false, new StringBuilder());
        for (var step = 0; step < Steps; step++)
        {
            switch (random.Next(12))
            {
                case 0:
                    open = true;
                    await Do("start", stage.Start);
                    break;
                case 1 or 2:
                    open = false;
                    await Do("end", stage.End);
                    break;
                case 3:
                    await Do("type", () => stage.Type("words " + step));
                    break;
                case 4:
                    await Do("content", () => stage.Content("content " + step, random.Next(2) == 0));
                    break;
                case 5:
                    await Do("see", () => stage.Send(new RealtimeInput { Video = MediaBytes.FromRaw("image/jpeg", new byte[3]) }));
                    break;
                case 6:
                    await Do("sound", () => stage.Send(new RealtimeInput { Audio = MediaBytes.FromRaw("audio/pcm", new byte[random.Next(1, 4_000)]) }));
                    break;
                case 7 or 8 when Open(stage, answered) is [.. var rest, var call]:
                    await Do("answer", async () =>
                    {
                        var more = random.Next(4) == 0;
                        if (more || answered.Add(call.Id!))
                        {
                            await stage.Answer(call.Id!, scheduling: Scheduling(random), more: more, name: call.Name);
                        }
                    });
                    break;
                default:
                    await Do("run", () => stage.Run(random.Next(1, 80) / 20.0, 0.05));
                    break;
            }
        }

        Assert.DoesNotContain(stage.Ear.Events, static item => item.Notice is Closed);
        if (open)
        {
            await stage.End();
        }

        // All calls expire, all answers play out.
        await stage.Run(120, 0.25);
        await stage.Type("the last question");
        await stage.Run(30, 0.25);
        Assert.Equal("the last question", brain.Asked.Last(static asked => asked.Text is not null && !asked.Text.StartsWith("words", StringComparison.Ordinal)).Text);
        Assert.True(stage.Ear.Events.Last(static item => item.Message is ServerContent).Message is ServerContent { TurnComplete: true }, trace.ToString()[^200..]);
        Assert.Equal(stage.Ear.Events.Max(static item => item.Turn), stage.Ear.Events[^1].Turn);

        async Task Do(string what, Func<Task> act)
        {
            trace.Append(what).Append(' ');
            await act();
        }
    }

    private static IEnumerable<AnswerPart> Answer(Question question, Random random)
    {
        if (question.Text == "the last question")
        {
            yield return TestBrain.Say("The last answer.", 1);
            yield break;
        }

        for (var parts = random.Next(0, 4); parts > 0; parts--)
        {
            yield return random.Next(6) switch
            {
                0 => new AnswerHeard("heard "),
                1 when question.Tools.Count < 6 => new AnswerToolCalls([.. Enumerable.Range(0, random.Next(1, 4)).Select(i => new FunctionCall { Name = i % 2 == 0 ? "slow" : "free" })]),
                2 => new AnswerUsage(new UsageMetadata { TotalTokenCount = 5 }),
                3 => new AnswerSpeech("words without sound", default),
                _ => TestBrain.Say("Some words of an answer.", random.Next(0, 60) / 10.0),
            };
        }

        if (random.Next(6) == 0)
        {
            yield return new AnswerEnd(random.Next(2) == 0 ? TurnCompleteReason.From("RESPONSE_REJECTED") : null, random.Next(2) == 0);
        }
    }

    private static List<FunctionCall> Open(Stage stage, HashSet<string> answered)
    {
        var cancelled = stage.Ear.Messages<ToolCallCancellation>().SelectMany(static one => one.Ids).ToHashSet();
        return [.. stage.Calls.Where(call => !answered.Contains(call.Id!) && !cancelled.Contains(call.Id!))];
    }

    private static FunctionScheduling? Scheduling(Random random) => random.Next(4) switch
    {
        0 => FunctionScheduling.Silent,
        1 => FunctionScheduling.Interrupt,
        2 => FunctionScheduling.WhenIdle,
        _ => null,
    };

    private static Setup Setup(string? handling) => new()
    {
        Model = "models/test",
        RealtimeInputConfig = new RealtimeInputConfig
        {
            AutomaticActivityDetection = new AutomaticActivityDetection { Disabled = true },
            ActivityHandling = handling is null ? null : ActivityHandling.From(handling),
        },
        InputAudioTranscription = new AudioTranscriptionConfig(),
        OutputAudioTranscription = new AudioTranscriptionConfig(),
        Tools =
        [
            new Tool
            {
                FunctionDeclarations =
                [
                    new FunctionDeclaration { Name = "slow", Behavior = FunctionBehavior.Blocking },
                    new FunctionDeclaration { Name = "free", Behavior = FunctionBehavior.NonBlocking },
                ],
            },
        ],
    };
}
