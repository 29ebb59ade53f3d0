using System.Text.Json;
using Cortex.Live.Protocol;
using Cortex.Server.Tests.Rig;
using Cortex.Testing;

namespace Cortex.Server.Tests.Faults;

/// <summary>What goes wrong in a turn of the model, as a plain client sees it.</summary>
public sealed class TurnFaultTests
{
    // The puppet's answer is two chunks of 9,600 and 11,520 bytes.
    [Theory]
    [InlineData(""" "what": "silentTurn" """, "in: a / generationComplete / turnComplete")]
    [InlineData(""" "what": "rejectedTurn" """, "in: a / turnComplete RESPONSE_REJECTED")]
    [InlineData(""" "what": "rejectedTurn", "reason": "GENERATED_OTHER" """, "in: a / turnComplete GENERATED_OTHER")]
    [InlineData(""" "what": "truncatedTurn", "ms": 250 """, "in: a / sound 9600 out: b / turnComplete")]
    [InlineData(""" "what": "phantomInterrupted" """, "in: a / interrupted / turnComplete")]
    [InlineData(""" "what": "phantomInterrupted", "when": { "sound": 2 } """, "in: a / sound 9600 out: b / interrupted / turnComplete")]
    [InlineData(""" "what": "foreignTranscript", "text": " dzień dobry" """, "in: dzień dobry / sound 9600 out: b / sound 11520 / generationComplete / turnComplete")]
    public async Task A_turn_goes_wrong_and_the_next_one_is_whole(string fault, string wire)
    {
        await using var rig = await FaultRig.StartAsync("{" + Once(fault) + "}");
        await using var client = await LiveClient.OpenAsync(rig.Url, FaultRig.All);
        var puppet = await rig.PuppetAsync();
        puppet.Answer(" a", " b");
        Assert.Equal(wire, await TurnAsync(client));
        puppet.Answer(" c", " d");
        var next = fault.Contains("foreign", StringComparison.Ordinal) ? " dzień dobry" : " c";
        Assert.Equal($"in:{next} / sound 9600 out: d / sound 11520 / generationComplete / turnComplete", await TurnAsync(client));
    }

    [Theory]
    [InlineData("heldTone", 5_000, 6_000)]
    [InlineData("nearSilent", 1, 4)]
    public async Task A_turns_sound_has_its_length_and_another_content(string what, int least, int most)
    {
        await using var rig = await FaultRig.StartAsync($$"""{ "what": "{{what}}", "when": { "turn": 1 } }""");
        await using var client = await LiveClient.OpenAsync(rig.Url, FaultRig.All);
        var puppet = await rig.PuppetAsync();
        puppet.Answer(" a", " b");
        puppet.SayText(" more words");
        var samples = new List<short>();
        while (samples.Count < (9_600 + 11_520) / 2)
        {
            samples.AddRange(Sound(await client.ReceiveAsync()));
        }

        Assert.Equal((9_600 + 11_520) / 2, samples.Count);
        Assert.InRange(Math.Sqrt(samples.Average(static sample => (double)sample * sample)), least, most);
    }

    [Fact]
    public async Task A_held_tones_words_stop_after_the_first()
    {
        await using var rig = await FaultRig.StartAsync("""{ "what": "heldTone" }""");
        await using var client = await LiveClient.OpenAsync(rig.Url, FaultRig.All);
        var puppet = await rig.PuppetAsync();
        puppet.NextTurn();
        puppet.SayText(" one");
        puppet.SayText(" two");
        puppet.Say(new ServerContent { TurnComplete = true });
        Assert.Equal("sound 480 out: one / sound 480 / turnComplete", await TurnAsync(client));
    }

    [Fact]
    public async Task A_late_handle_comes_late_and_no_handle_never()
    {
        await using var rig = await FaultRig.StartAsync(
            """{ "what": "lateHandle", "ms": 4000, "when": { "connection": 1 } }, { "what": "noHandle", "when": { "connection": 2 } }""", fakeClock: true);
        await using var late = await LiveClient.OpenAsync(rig.Url, FaultRig.All);
        (await rig.PuppetAsync()).Answer(" a", " b");
        await late.UntilAsync("serverContent.turnComplete");
        var next = late.ReceiveAsync();
        await ClockPump.Settle();
        rig.Clock.Advance(TimeSpan.FromMilliseconds(3_900));
        await ClockPump.Settle();
        Assert.False(next.IsCompleted);
        await rig.Clock.RunUntil(next, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(10));
        Assert.True((await next).TryGetProperty("sessionResumptionUpdate", out _));

        await using var never = await LiveClient.OpenAsync(rig.Url, FaultRig.All);
        var puppet = await rig.PuppetAsync(2);
        puppet.Answer(" a", " b");
        puppet.SayText(" marker");
        await never.UntilAsync("serverContent.turnComplete");
        Assert.True((await never.ReceiveAsync()).TryGetProperty("serverContent", out _), never.LastText);
    }

    [Theory]
    [InlineData("", 1008, "BidiGenerateContent session not found")]
    [InlineData(""", "code": 1011, "text": "Internal error encountered." """, 1011, "Internal error encountered.")]
    public async Task A_resume_is_refused_and_a_fresh_session_is_not(string values, int code, string text)
    {
        await using var rig = await FaultRig.StartAsync($$"""{ "what": "refusedResume"{{values}}, "when": { "times": 1 } }""");
        await using var first = await LiveClient.OpenAsync(rig.Url, FaultRig.All);
        (await rig.PuppetAsync()).Answer(" a", " b");
        var handle = (await first.UntilAsync("sessionResumptionUpdate.newHandle")).GetString();
        await first.CloseAsync();
        await using var refused = await LiveClient.ConnectAsync(rig.Url);
        await refused.SendAsync(LiveClient.Setup($$""" "sessionResumption":{"handle":"{{handle}}"} """));
        Assert.Equal((code, text), await refused.UntilClosedAsync());
        await using var again = await LiveClient.OpenAsync(rig.Url, $$""" "sessionResumption":{"handle":"{{handle}}"} """);
    }

    [Theory]
    [InlineData("false", "c1")]
    [InlineData("true", "c11")]
    public async Task A_call_comes_twice_and_the_second_answer_is_dropped(string newIds, string second)
    {
        await using var rig = await FaultRig.StartAsync($$"""{ "what": "duplicateCalls", "newIds": {{newIds}} }""");
        await using var client = await LiveClient.OpenAsync(rig.Url, FaultRig.All);
        var puppet = await rig.PuppetAsync();
        puppet.Say(new ToolCall { FunctionCalls = [new FunctionCall { Id = "c1", Name = "lamp" }] });
        foreach (var id in new[] { "c1", second })
        {
            Assert.Equal(id, (await client.UntilAsync("toolCall.functionCalls"))[0].GetProperty("id").GetString());
            await client.SendAsync($$$"""{"toolResponse":{"functionResponses":[{"id":"{{{id}}}","name":"lamp","response":{"output":1}}]}}""");
        }

        await client.SendAsync("""{"realtimeInput":{"text":"still here"}}""");
        await Patience.Until(() => puppet.Heard.Count >= 2, "the words after the answers");
        Assert.Equal(["tool c1 lamp ", "text still here"], puppet.Heard);
    }

    [Fact]
    public async Task Stray_sound_follows_a_tool_call()
    {
        await using var rig = await FaultRig.StartAsync("""{ "what": "strayAudio", "ms": 100 }""");
        await using var client = await LiveClient.OpenAsync(rig.Url, FaultRig.All);
        (await rig.PuppetAsync()).Say(new ToolCall { FunctionCalls = [new FunctionCall { Id = "c1", Name = "lamp" }] });
        await client.UntilAsync("toolCall");
        Assert.Equal(2_400, Sound(await client.ReceiveAsync()).Length);
    }

    private static string Once(string fault) => fault.Contains("when", StringComparison.Ordinal) ? fault.Replace("{ ", "{ \"times\": 1, ", StringComparison.Ordinal) : fault + ", \"when\": { \"times\": 1 }";

    /// <summary>The messages of a turn up to its end, and past its handle.</summary>
    private static async Task<string> TurnAsync(LiveClient client)
    {
        var lines = new List<string>();
        while (true)
        {
            var message = await client.ReceiveAsync();
            if (!message.TryGetProperty("serverContent", out var content))
            {
                continue;
            }

            var words = new List<string>();
            Add("interrupted", content.TryGetProperty("interrupted", out _));
            Add("in:" + LiveClient.Find(content, "inputTranscription.text"), content.TryGetProperty("inputTranscription", out _));
            Add($"sound {Sound(message).Length * 2}", content.TryGetProperty("modelTurn", out _));
            Add("out:" + LiveClient.Find(content, "outputTranscription.text"), content.TryGetProperty("outputTranscription", out _));
            Add("generationComplete", content.TryGetProperty("generationComplete", out _));
            Add(("turnComplete " + LiveClient.Find(content, "turnCompleteReason")).TrimEnd(), content.TryGetProperty("turnComplete", out var isEnd));
            lines.Add(string.Join(' ', words));
            if (isEnd.ValueKind is JsonValueKind.True)
            {
                return string.Join(" / ", lines);
            }

            void Add(string word, bool holds)
            {
                if (holds)
                {
                    words.Add(word);
                }
            }
        }
    }

    private static short[] Sound(JsonElement message)
    {
        if (LiveClient.Find(message, "serverContent.modelTurn.parts") is not { } parts)
        {
            return [];
        }

        var bytes = parts[0].GetProperty("inlineData").GetProperty("data").GetBytesFromBase64();
        return [.. Enumerable.Range(0, bytes.Length / 2).Select(i => BitConverter.ToInt16(bytes, i * 2))];
    }
}
