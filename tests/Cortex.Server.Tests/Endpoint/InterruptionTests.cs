using Cortex.Engines.Turns;
using Cortex.Server.Tests.Clients;
using Cortex.Server.Tests.Rig;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cortex.Server.Tests.Endpoint;

/// <summary>Who interrupts, and in which order it is told (reference 3.3, 4.1), over the turn engine.</summary>
public sealed class InterruptionTests
{
    private const string Manual = """ "realtimeInputConfig":{"automaticActivityDetection":{"disabled":true}} """;
    private const string Tool = """ "tools":[{"functionDeclarations":[{"name":"set_lamp"}]}] """;
    private const string Story = """{"clientContent":{"turns":[{"role":"user","parts":[{"text":"Tell me a story."}]}],"turnComplete":true}}""";
    private const string Next = """{"clientContent":{"turns":[{"role":"user","parts":[{"text":"Hello."}]}],"turnComplete":true}}""";

    public static TheoryData<string, string> Interrupters => new()
    {
        { Manual, """{"realtimeInput":{"activityStart":{}}}""" },
        { "", """{"realtimeInput":{"text":"Stop."}}""" },
        { "", Next },
        { "", Audio(Voice.Speak(TimeSpan.FromSeconds(1))) },
    };

    [Theory]
    [MemberData(nameof(Interrupters))]
    public async Task An_answer_is_cut_interrupted_first_and_completed_without_generation(string setup, string interrupter)
    {
        await using var rig = await ServerRig.StartAsync(engine: Engine());
        await using var client = await LiveClient.OpenAsync(rig.Url, setup);
        await client.SendAsync(Story);
        await client.UntilAsync("serverContent.modelTurn");
        await client.SendAsync(interrupter);
        Assert.Equal(["interrupted", "turnComplete"], (await SignsAsync(client, "turnComplete")).Where(static sign => sign is not "modelTurn"));
    }

    [Fact]
    public async Task Where_activity_does_not_interrupt_the_answer_goes_on()
    {
        await using var rig = await ServerRig.StartAsync(engine: Engine());
        await using var client = await LiveClient.OpenAsync(rig.Url, """ "realtimeInputConfig":{"activityHandling":"NO_INTERRUPTION"} """);
        await client.SendAsync(Story);
        await client.UntilAsync("serverContent.modelTurn");
        await client.SendAsync(Audio(Voice.Speak(TimeSpan.FromSeconds(1))));
        Assert.DoesNotContain("interrupted", await SignsAsync(client, "generationComplete"));
    }

    [Fact]
    public async Task A_pending_call_is_cancelled_between_the_interruption_and_the_end()
    {
        await using var rig = await ServerRig.StartAsync(engine: Engine());
        await using var client = await LiveClient.OpenAsync(rig.Url, Tool, "models/gemini-3.1-flash-live-preview");
        await client.SendAsync("""{"realtimeInput":{"text":"Light on."}}""");
        var id = (await client.UntilAsync("toolCall.functionCalls"))[0].GetProperty("id").GetString();
        await client.SendAsync("""{"realtimeInput":{"text":"Never mind."}}""");
        Assert.Equal(["interrupted", "toolCallCancellation", "turnComplete"], await SignsAsync(client, "turnComplete"));
        await client.SendAsync($$"""{"toolResponse":{"functionResponses":[{"id":"{{id}}","name":"set_lamp","response":{"output":{"lamp":"on"} } }]} }""");
        Assert.Contains("generationComplete", await SignsAsync(client, "turnComplete"));
    }

    [Fact]
    public async Task Extended_thinking_says_when_the_request_is_finished()
    {
        await using var rig = await ServerRig.StartAsync(engine: Engine());
        await using var client = await LiveClient.OpenAsync(
            rig.Url, Tool + """ ,"generationConfig":{"thinkingConfig":{"thinkingLevel":"LOW"}} """, "models/gemini-3.8-live-extended-thinking");
        await client.SendAsync("""{"realtimeInput":{"text":"Light on."}}""");
        var id = (await client.UntilAsync("toolCall.functionCalls"))[0].GetProperty("id").GetString();
        Assert.Equal("IN_PROGRESS", (await client.UntilAsync("serverContent.interactionStatus")).GetString());
        await client.SendAsync($$"""{"toolResponse":{"functionResponses":[{"id":"{{id}}","name":"set_lamp","response":{"output":{"lamp":"on"} } }]} }""");
        Assert.Equal("IDLE", (await client.UntilAsync("serverContent.interactionStatus")).GetString());
    }

    private static TurnEngine Engine() =>
        new(new ClientBrain(), new TurnEngineOptions { Pace = 20 }, TimeProvider.System, NullLoggerFactory.Instance);

    private static string Audio(byte[] pcm) =>
        $$"""{"realtimeInput":{"audio":{"mimeType":"audio/pcm;rate=16000","data":"{{Convert.ToBase64String(pcm)}}"} } }""";

    /// <summary>What the messages say, in order, up to and with the last.</summary>
    private static async Task<List<string>> SignsAsync(LiveClient client, string last)
    {
        var signs = new List<string>();
        while (!signs.Contains(last))
        {
            var message = await client.ReceiveAsync();
            if (message.TryGetProperty("toolCallCancellation", out _))
            {
                signs.Add("toolCallCancellation");
            }
            else if (message.TryGetProperty("serverContent", out var content))
            {
                signs.AddRange(content.EnumerateObject().Select(static property => property.Name).Where(static name => name is not "interactionStatus"));
            }
        }

        return signs;
    }
}
