using System.Text.Json;
using Cortex.Engines.Tools;
using Cortex.Live.Protocol;
using Cortex.Testing;

namespace Cortex.Assistant.Tests;

public sealed class ToolTests
{
    private readonly List<FunctionResponse> _answers = [];

    [Fact]
    public async Task Every_call_is_answered_the_unknown_and_the_failing_too()
    {
        var result = await AskAsync(new Tools(), ["known", "unknown", "failing", "hanging"]);

        Assert.Equal(Talking.TalkEnd.Done, result.End);
        Assert.Equal("Done.", result.Report.Turns[0].Said);
        Assert.Equal("""{"output":7}""", Answer("known"));
        Assert.Equal("""{"error":"there is no tool named unknown"}""", Answer("unknown"));
        Assert.Equal("""{"error":"failing failed: out of paper"}""", Answer("failing"));
        Assert.Contains("did not answer within 30 s", Answer("hanging"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_silent_answer_is_waited_for_by_nobody()
    {
        await using var rig = new Rig();
        rig.Options = rig.Options with { Pump = rig.Options.Pump with { Tools = new Tools() } };
        var calls = 0;
        rig.Engine.OnSent = sent =>
        {
            if (sent.Kind is "end")
            {
                rig.Engine.Speak(300, words: " On its way.");
                rig.Engine.Say(new ToolCall { FunctionCalls = [new FunctionCall { Id = $"{++calls}", Name = "silent" }] });
                rig.Engine.Complete();
            }
        };
        rig.Engine.OnToolAnswer = message => _answers.AddRange(message.FunctionResponses);

        var result = await rig.TalkAsync(Rig.Say(500), Rig.Say(500));

        Assert.Equal(Talking.TalkEnd.Done, result.End);
        Assert.Equal([FunctionScheduling.Silent, FunctionScheduling.Silent], _answers.Select(static answer => answer.Scheduling));
        Assert.All(result.Report.Turns, static turn => Assert.Equal((300, "On its way.", false), (turn.SaidAudioMs, turn.Said, turn.Interrupted)));
    }

    [Fact]
    public async Task An_urgent_answer_cuts_what_is_said_and_the_turn_goes_on_with_it()
    {
        await using var rig = new Rig();
        rig.Options = rig.Options with { Pump = rig.Options.Pump with { Tools = new Tools() } };
        rig.Engine.OnSent = sent =>
        {
            if (sent.Kind is "end")
            {
                rig.Engine.Speak(10_000, words: " One two three four five six seven eight nine ten.");
                rig.Engine.Say(new ToolCall { FunctionCalls = [new FunctionCall { Id = "1", Name = "known" }] });
            }
        };
        rig.Engine.OnToolAnswer = message =>
        {
            Assert.Equal(FunctionScheduling.Interrupt, Assert.Single(message.FunctionResponses).Scheduling);
            rig.Engine.Say(new ServerContent { Interrupted = true });
            rig.Engine.Say(new ServerContent { TurnComplete = true });
            rig.Engine.Speak(400, words: " It is seven.");
            rig.Engine.Complete();
        };

        var result = await rig.TalkAsync(Rig.Say(500));

        var turn = result.Report.Turns[0];
        Assert.EndsWith("It is seven.", turn.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("nine", turn.Said, StringComparison.Ordinal);
        Assert.InRange(turn.SaidAudioMs!, 1, 2000);
    }

    [Fact]
    public async Task A_cancelled_call_is_not_answered_and_its_tool_is_told()
    {
        await using var rig = new Rig();
        var tools = new Tools();
        rig.Options = rig.Options with { Pump = rig.Options.Pump with { Tools = tools } };
        await using var pump = rig.Start();
        rig.Engine.OnToolAnswer = message => _answers.AddRange(message.FunctionResponses);
        await pump.AskAsync("call", TestContext.Current.CancellationToken);
        rig.Engine.Say(new ToolCall { FunctionCalls = [new FunctionCall { Id = "1", Name = "hanging" }] });
        await tools.Hangs.Task.Within("the tool's start");

        rig.Engine.Say(new ToolCallCancellation { Ids = ["1"] });
        await tools.Cancelled.Task.Within("the tool's cancellation");
        rig.Engine.Complete();
        await rig.Until(() => pump.Status.IsIdle);

        Assert.Empty(_answers);
    }

    [Fact]
    public async Task An_interruption_withdraws_what_the_cut_answer_asked_for()
    {
        await using var rig = new Rig();
        var tools = new Tools();
        rig.Options = rig.Options with { Pump = rig.Options.Pump with { Tools = tools } };
        await using var pump = rig.Start();
        rig.Engine.OnToolAnswer = message => _answers.AddRange(message.FunctionResponses);
        await pump.AskAsync("call", TestContext.Current.CancellationToken);
        rig.Engine.Speak(100);
        rig.Engine.Say(new ToolCall { FunctionCalls = [new FunctionCall { Id = "1", Name = "hanging" }] });
        await tools.Hangs.Task.Within("the tool's start");

        rig.Engine.Say(new ServerContent { Interrupted = true });
        rig.Engine.Say(new ToolCallCancellation { Ids = ["1"] });
        rig.Engine.Say(new ServerContent { TurnComplete = true });
        await tools.Cancelled.Task.Within("the tool's cancellation");

        Assert.Empty(_answers);
    }

    [Fact]
    public async Task The_answer_to_a_tool_may_come_in_another_wire_turn()
    {
        await using var rig = new Rig();
        rig.Options = rig.Options with { Pump = rig.Options.Pump with { Tools = new Tools() } };
        rig.Engine.OnSent = sent =>
        {
            if (sent.Kind is "end")
            {
                rig.Engine.Say(new ToolCall { FunctionCalls = [new FunctionCall { Id = "1", Name = "known" }] });
                rig.Engine.Say(new ServerContent { TurnComplete = true });
            }
            else if (sent.Kind is "tool")
            {
                rig.Engine.Speak(200, words: " Seven.");
                rig.Engine.Complete();
            }
        };

        var result = await rig.TalkAsync(Rig.Say(500));

        Assert.Equal("Seven.", Assert.Single(result.Report.Turns).Said);
    }

    private string Answer(string name) => _answers.Single(answer => answer.Name == name).Response!.Value.GetRawText();

    private async Task<Talking.TalkResult> AskAsync(Tools tools, string[] names)
    {
        await using var rig = new Rig();
        rig.Options = rig.Options with { AnswerLimit = TimeSpan.FromSeconds(60), Pump = rig.Options.Pump with { Tools = tools } };
        rig.Engine.OnSent = sent =>
        {
            if (sent.Kind is "end")
            {
                rig.Engine.Say(new ToolCall { FunctionCalls = [.. names.Select(static name => new FunctionCall { Id = "id-" + name, Name = name })] });
            }
        };
        rig.Engine.OnToolAnswer = message =>
        {
            // The tools answer on threads of their own.
            lock (_answers)
            {
                _answers.AddRange(message.FunctionResponses);
                if (_answers.Count == names.Length)
                {
                    rig.Engine.Speak(100, words: " Done.");
                    rig.Engine.Complete();
                }
            }
        };
        return await rig.TalkAsync(Rig.Say(500));
    }

    private sealed class Tools : IToolAnswers
    {
        public TaskCompletionSource Hangs { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Cancelled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async ValueTask<ToolAnswer?> AnswerAsync(FunctionCall call, CallTurn turn, CancellationToken cancellationToken)
        {
            switch (call.Name)
            {
                case "known":
                    return new ToolAnswer(JsonElement.Parse("""{"output":7}"""), FunctionScheduling.Interrupt);
                case "silent":
                    return new ToolAnswer(JsonElement.Parse("""{"output":1}"""), FunctionScheduling.Silent);
                case "failing":
                    throw new IOException("out of paper");
                case "hanging":
                    cancellationToken.Register(() => Cancelled.TrySetResult());
                    Hangs.TrySetResult();
                    await new TaskCompletionSource().Task;
                    return null;
                default:
                    return null;
            }
        }
    }
}
