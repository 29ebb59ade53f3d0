using System.Text.Json;
using Cortex.Engines.Turns;
using Cortex.Live;
using Cortex.Live.Protocol;

namespace Cortex.Engines.Tests.Turns;

/// <summary>Reference 2.4 and section 9: calls, their answers, and when they are told.</summary>
public sealed class ToolCallTests
{
    private static readonly Setup Blocking = Declared(FunctionBehavior.Blocking);
    private static readonly Setup Free = Declared(FunctionBehavior.NonBlocking);

    [Fact]
    public async Task A_blocking_call_holds_the_turn_until_its_answer_is_spoken()
    {
        await using var stage = new Stage(Lamp(), Blocking);
        await stage.Type("light");
        await stage.Until("sound call(lamp)");
        await stage.Run(5);
        Assert.Equal("ready sound call(lamp)", stage.Trail);
        await stage.Answer(Assert.Single(stage.Calls).Id!);
        await stage.Until("ready sound call(lamp) sound generated complete");
    }

    [Fact]
    public async Task A_free_call_lets_the_turn_end_and_is_told_in_the_next()
    {
        await using var stage = new Stage(Lamp(), Free, new TurnEngineOptions { ReportsInteractionStatus = true });
        await stage.Type("light");
        await stage.Until("sound call(lamp) generated complete:IN_PROGRESS");
        await stage.Run(5);
        await stage.Answer(Assert.Single(stage.Calls).Id!);
        await stage.Until("complete:IN_PROGRESS sound generated complete:IDLE");
        Assert.Equal(1, stage.Ear.Events[^1].Turn);
    }

    [Theory]
    [InlineData("gemini-3.8-live", false)]
    [InlineData("gemini-2.5-flash-native-audio-latest", true)]
    public async Task A_call_without_a_behaviour_behaves_as_the_model_does(string model, bool blocks)
    {
        await using var stage = new Stage(Lamp(), new Setup { Model = "models/" + model });
        await stage.Type("light");
        await stage.Run(6);
        Assert.Contains("call(lamp)", stage.Trail, StringComparison.Ordinal);
        Assert.Equal(!blocks, stage.Trail.EndsWith("complete", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_brain_is_asked_again_with_every_call_and_answer_in_order()
    {
        var brain = new TestBrain(static question => question.Tools.Count < 3 ? [Call("lamp", "door", "lamp")] : [TestBrain.Say("Done.", 0.2)]);
        await using var stage = new Stage(brain, Blocking);
        await stage.Type("all of it");
        await stage.Until("call(lamp,door,lamp)");
        var calls = stage.Calls;
        Assert.Equal(3, calls.Select(static call => call.Id).Distinct().Count());
        await stage.Answer(calls[1].Id!, """{"output":"second"}""", name: "door");
        await stage.Answer(calls[0].Id!, """{"output":"first"}""");
        Assert.Single(brain.Asked);
        await stage.Answer(calls[2].Id!, """{"output":"third"}""");
        await stage.Until("generated complete");
        Assert.Equal(2, brain.Asked.Count);
        Assert.Equal(["second", "first", "third"], brain.Asked[1].Tools.Select(static tool => tool.Response.Response!.Value.GetProperty("output").GetString()));
        Assert.Equal([calls[1].Id, calls[0].Id, calls[2].Id], brain.Asked[1].Tools.Select(static tool => tool.Call.Id));
    }

    [Fact]
    public async Task One_message_may_answer_several_calls_and_one_without_an_id_is_found_by_its_name()
    {
        var brain = new TestBrain(static question => question.Tools.Count == 0 ? [Call("lamp", "door")] : [TestBrain.Say("Done.", 0.2)]);
        await using var stage = new Stage(brain, Blocking, isChecked: false);
        await stage.Type("both");
        await stage.Until("call(lamp,door)");
        await stage.Send(new ToolResponse
        {
            FunctionResponses =
            [
                new FunctionResponse { Id = stage.Calls[0].Id, Name = "lamp", Response = Stage.Json("""{"output":1}""") },
                new FunctionResponse { Name = "door", Response = Stage.Json("""{"output":2}""") },
            ],
        });
        await stage.Until("sound generated complete");
        Assert.Equal(2, brain.Asked[1].Tools.Count);
    }

    [Fact]
    public async Task What_a_client_lent_with_its_answer_is_copied()
    {
        var brain = new TestBrain(static question => question.Tools.Count == 0 ? [Call("lamp")] : [TestBrain.Say("Done.", 0.2)]);
        await using var stage = new Stage(brain, Blocking);
        await stage.Type("light");
        await stage.Until("call(lamp)");
        var picture = new byte[] { 1, 2, 3 };
        using (var document = JsonDocument.Parse("""{"output":"lent"}"""))
        {
            await stage.Conversation.SendAsync(new ToolResponse
            {
                FunctionResponses =
                [
                    new FunctionResponse
                    {
                        Id = stage.Calls[0].Id,
                        Name = "lamp",
                        Response = document.RootElement,
                        Parts = [new Part { InlineData = MediaBytes.FromRaw("image/png", picture) }],
                    },
                ],
            }, TestContext.Current.CancellationToken);
        }

        picture.AsSpan().Clear();
        await stage.Until("complete");
        var response = brain.Asked[1].Tools[0].Response;
        Assert.Equal("lent", response.Response!.Value.GetProperty("output").GetString());
        Assert.Equal([1, 2, 3], response.Parts![0].InlineData!.Value.ToArray());
    }

    [Theory]
    [InlineData("SILENT", "call(lamp) sound generated complete")]
    [InlineData("WHEN_IDLE", "call(lamp) sound generated complete sound generated complete")]
    [InlineData(null, "call(lamp) sound generated complete sound generated complete")]
    [InlineData("INTERRUPT", "call(lamp) sound interrupted complete sound generated complete")]
    [InlineData("INTERRUPTED", "call(lamp) sound interrupted complete sound generated complete")]
    public async Task An_answer_is_told_when_its_scheduling_says(string? scheduling, string trail)
    {
        foreach (var inside in (bool[])[false, true])
        {
            var brain = new TestBrain(static question => question.Tools.Count == 0 ? [Call("lamp"), TestBrain.Say("I talk on.", 6)] : [TestBrain.Say("It is on.", 1)]);
            await using var stage = new Stage(brain, Free);
            await stage.Type("light");
            await stage.Until("call(lamp) sound");
            var response = inside && scheduling is not null ? $$"""{"output":"on","scheduling":"{{scheduling}}"}""" : """{"output":"on"}""";
            await stage.Answer(stage.Calls[0].Id!, response, inside || scheduling is null ? null : FunctionScheduling.From(scheduling));
            await stage.Run(15);
            Assert.Equal("ready " + trail, stage.Trail);
        }
    }

    [Fact]
    public async Task An_urgent_answer_waits_until_the_user_has_finished()
    {
        await using var stage = new Stage(Lamp(), Free);
        await stage.Type("light");
        await stage.Until("generated complete");
        await stage.Start();
        await stage.Answer(stage.Calls[0].Id!, scheduling: FunctionScheduling.Interrupt);
        await stage.Run(2);
        Assert.EndsWith("generated complete", stage.Trail, StringComparison.Ordinal);
        await stage.End();
        await stage.Until("sound generated complete");
    }

    [Fact]
    public async Task An_answer_that_goes_on_is_told_as_it_comes()
    {
        var brain = new TestBrain(static question => question.Tools.Count == 0 ? [Call("lamp")] : [TestBrain.Say($"Number {question.Tools.Count}.", 0.5)]);
        await using var stage = new Stage(brain, Free);
        await stage.Type("count");
        await stage.Until("call(lamp) generated complete");
        var id = stage.Calls[0].Id!;
        await stage.Answer(id, """{"output":1}""", more: true);
        await stage.Until("complete sound generated complete");
        await stage.Answer(id, """{"output":2}""", more: true);
        await stage.Until("complete sound generated complete sound generated complete");
        await stage.Answer(id, "{}", FunctionScheduling.Silent, more: false);
        await stage.Run(3);
        Assert.Equal([0, 1, 2], brain.Asked.Select(static question => question.Tools.Count));
        await stage.Answer(id);
        Assert.Contains("lost(ToolAnswer)", stage.Trail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interruption_cancels_the_calls_of_the_cut_answer_between_interrupted_and_complete()
    {
        await using var stage = new Stage(Lamp(), Blocking);
        await stage.Type("light");
        await stage.Until("call(lamp)");
        await stage.Start();
        await stage.Until("call(lamp) interrupted cancel(1) complete");
        Assert.Equal([stage.Calls[0].Id!], Assert.Single(stage.Ear.Messages<ToolCallCancellation>()).Ids);
    }

    [Fact]
    public async Task A_free_call_of_a_finished_turn_survives_the_next_question()
    {
        var brain = new TestBrain(static question => question switch
        {
            { Turn: 0, Tools.Count: 0 } => [Call("lamp")],
            { Turn: 0 } => [TestBrain.Say("The lamp is on.", 0.5)],
            _ => [TestBrain.Say("Something else.", 0.5)],
        });
        await using var stage = new Stage(brain, Free);
        await stage.Type("light");
        await stage.Until("call(lamp) generated complete");
        await stage.Type("something else");
        await stage.Until("complete sound generated complete");
        await stage.Answer(stage.Calls[0].Id!);
        await stage.Until("complete sound generated complete sound generated complete");
        Assert.Equal([0, 1, 0], brain.Asked.Select(static question => question.Turn));
        Assert.Empty(stage.Ear.Messages<ToolCallCancellation>());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_call_that_nobody_answers_expires_and_the_brain_is_told(bool blocking)
    {
        var brain = new TestBrain(static question => question.Tools.Count == 0 ? [Call("lamp")] : [TestBrain.Say("It did not answer.", 0.5)]);
        await using var stage = new Stage(brain, blocking ? Blocking : Free, new TurnEngineOptions { ToolTimeout = TimeSpan.FromSeconds(7) });
        await stage.Type("light");
        await stage.Until("cancel(1) sound generated complete");
        var called = stage.Ear.Events.Single(static item => item.Message is ToolCall).Timestamp;
        var cancelled = stage.Ear.Events.Single(static item => item.Message is ToolCallCancellation).Timestamp;
        Assert.InRange(stage.Clock.GetElapsedTime(called, cancelled).TotalSeconds, 7, 7.02);
        Assert.Equal("""{"error":"no answer within 7 s"}""", brain.Asked[1].Tools[0].Response.Response!.Value.GetRawText());
        await stage.Answer(stage.Calls[0].Id!);
        Assert.EndsWith("complete lost(ToolAnswer)", stage.Trail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "lost(ToolAnswer) warned")]
    [InlineData(true, "closed(1008)")]
    public async Task An_answer_nobody_asked_for_is_counted_or_closes_as_the_real_server_does(bool closes, string ending)
    {
        await using var stage = new Stage(Lamp(), Free, new TurnEngineOptions { UnknownToolAnswerCloses = closes }, isChecked: false);
        await stage.Answer("function-call-1");
        await stage.Until(ending);
        Assert.Equal(closes, stage.Ear.Events[^1].Notice is Closed { Reason.Text: "Requested entity was not found." });
    }

    [Fact]
    public async Task More_calls_than_the_bound_cancel_the_oldest_turns_calls()
    {
        var brain = new TestBrain(static question => [Call([.. Enumerable.Repeat("lamp", 40)])]);
        await using var stage = new Stage(brain, Free);
        await stage.Type("one");
        await stage.Until("generated complete");
        await stage.Type("two");
        await stage.Until("cancel(40) generated complete");
        Assert.Equal(stage.Calls.Take(40).Select(static call => call.Id), Assert.Single(stage.Ear.Messages<ToolCallCancellation>()).Ids);
    }

    private static TestBrain Lamp() => new(static question =>
        question.Tools.Count == 0 && question.Text is "light" ? [TestBrain.Say("One moment.", 0.4), Call("lamp")] : [TestBrain.Say("The lamp is on.", 0.5)]);

    private static AnswerToolCalls Call(params string[] names) => new([.. names.Select(static name => new FunctionCall { Name = name })]);

    private static Setup Declared(FunctionBehavior behavior) => Stage.Turns(
        new AutomaticActivityDetection { Disabled = true },
        false,
        new FunctionDeclaration { Name = "lamp", Behavior = behavior },
        new FunctionDeclaration { Name = "door", Behavior = behavior });
}
