using System.Diagnostics;
using System.Net;
using Cortex.Engines.Budget;
using Cortex.Engines.Tests.Http;
using Cortex.Engines.Tests.Ladder;
using Cortex.Engines.Tests.Tools;
using Cortex.Engines.Tools;
using Cortex.Engines.Turns;
using Cortex.Live;
using Cortex.Live.Protocol;
using Cortex.Testing;

namespace Cortex.Engines.Tests;

/// <summary>What the meter and the spans tell of ladders, tools, money and HTTP. The meter is the whole process's, so nothing runs beside.</summary>
[CollectionDefinition(nameof(TelemetryTests), DisableParallelization = true)]
[Collection(nameof(TelemetryTests))]
public sealed class TelemetryTests : IDisposable
{
    private const string Words = "what nobody may read";
    private const string Quota = """{"error":{"code":429,"message":"Quota exceeded.","status":"RESOURCE_EXHAUSTED","details":[{"@type":"type.googleapis.com/google.rpc.QuotaFailure","violations":[{"quotaId":"GenerateRequestsPerDayPerProjectPerModel-FreeTier"}]}]}}""";
    private readonly TelemetryEar _ear = new("Cortex.Engines");

    public void Dispose() => _ear.Dispose();

    [Fact]
    public async Task Steps_tools_money_and_requests_are_told_by_every_instrument()
    {
        await StepDownAsync();
        await SpendAsync();
        await CallAsync("clock");
        await AskAsync();

        Assert.Equal(_ear.Instruments, _ear.Told);
        Assert.Contains((1, "from=live to=http"), _ear.Of("cortex.engines.rung.changes"));
        Assert.Equal([(1, "rung=live"), (-1, "rung=live"), (1, "rung=http"), (-1, "rung=http")], _ear.Of("cortex.engines.rung"));
        Assert.Equal([(4, "engine=live")], _ear.Of("cortex.engines.cost"));
        const string Request = "gen_ai.operation.name=generate_content gen_ai.provider.name=gcp.gemini gen_ai.request.model=gemini-3.8-flash";
        Assert.Equal([(270, $"{Request} gen_ai.token.type=input"), (6, $"{Request} gen_ai.token.type=output")], _ear.Of("gen_ai.client.token.usage"));
        Assert.Equal([Request, $"error.type=Quota {Request}"], _ear.Of("gen_ai.client.operation.duration").Select(static one => one.Tags));
    }

    [Theory]
    [InlineData("clock", "execute_tool clock", null)]
    [InlineData("hang", "execute_tool hang", "cancelled")]
    public async Task A_tools_call_is_a_span_with_what_became_of_it(string tool, string name, string? fault)
    {
        using var around = new Activity("the test").Start();
        await CallAsync(tool);

        var span = Assert.Single(_ear.Spans);
        Assert.Equal((name, "execute_tool", tool, "1", fault), (span.DisplayName, span.GetTagItem("gen_ai.operation.name"), span.GetTagItem("gen_ai.tool.name"), span.GetTagItem("gen_ai.tool.call.id"), span.GetTagItem("error.type")));
        Assert.Equal(around.SpanId, span.ParentSpanId);
    }

    [Fact]
    public async Task Nothing_that_is_told_holds_a_word_or_the_key()
    {
        await StepDownAsync();
        await CallAsync(Words);
        await AskAsync();

        Assert.Contains("execute_tool _OTHER", _ear.Text, StringComparison.Ordinal);
        foreach (var secret in (string[])[Words, FakeApi.Key, "noon", "A red mug."])
        {
            Assert.DoesNotContain(secret, _ear.Text, StringComparison.Ordinal);
        }
    }

    private static async Task StepDownAsync()
    {
        await using var stage = new LadderStage(prepare: stage =>
        {
            stage.Live.OnQuestion = static live => live.Die(CloseClass.Quota, text: Words);
            stage.Http.OnQuestion = static http => http.Answer(Words);
        });
        await stage.Type(Words);
        await stage.Until("generated complete");
        await stage.Conversation.DisposeAsync();
        await stage.Ear.UntilClosed();

        // Nobody takes it any more.
        await stage.Type(Words);
    }

    private static async Task SpendAsync()
    {
        var puppet = new PuppetEngine("live", TimeProvider.System);
        using var ledger = new SpendingLedger(new SpendingCaps(PerConversation: 5), null, TimeProvider.System);
        var prices = new PriceTable { TextIn = 1_000_000, TextOut = 1_000_000 };
        await using var ear = new Listener(new BudgetEngine(puppet, ledger, prices, TimeProvider.System).Open(LadderStage.Transcribing, ConversationHistory.Empty));
        puppet.Now.Answer(tokens: 4);
        await ear.Until(static item => item.Notice is Spent, "the warning");
    }

    private static async Task CallAsync(string tool)
    {
        var puppet = new PuppetEngine("live", TimeProvider.System);
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var set = Calls.Of(
            Calls.Tool("clock", "noon"),
            new LocalTool("hang", "Hangs.", null, async (_, cancellation) =>
            {
                begun.TrySetResult();
                await Task.Delay(Timeout.Infinite, cancellation);
                return default;
            }));
        await using var desk = new ToolDesk(
            puppet.Open(new Setup(), ConversationHistory.Empty), set, TimeSpan.FromSeconds(10), TimeProvider.System, new LogCapture().CreateLogger(""), static _ => { }, static (_, _, _, _) => { });
        desk.Take(new FunctionCall { Id = "1", Name = tool }, 1);
        if (tool is "hang")
        {
            await begun.Task.Within("the tool's start");
            desk.Cancel(["1"]);
        }
        else
        {
            await Patience.Until(() => puppet.Now.Heard.Contains("tool(1)", StringComparison.Ordinal), "the answer");
        }
    }

    private static async Task AskAsync()
    {
        const string Mug = """
            { "candidates": [ { "content": { "role": "model", "parts": [ { "text": "A red mug." } ] }, "finishReason": "STOP", "index": 0 } ],
              "usageMetadata": { "promptTokenCount": 270, "candidatesTokenCount": 6, "totalTokenCount": 276 } }
            """;
        using var api = new FakeApi().Answers(Mug).Replies(HttpStatusCode.TooManyRequests, Quota);
        using var brain = api.Brain();
        await FakeApi.RunAsync(brain, FakeApi.Typed(Words));
        await Assert.ThrowsAsync<BrainException>(() => FakeApi.RunAsync(brain, FakeApi.Typed(Words)));
    }
}
