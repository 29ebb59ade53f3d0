using System.Text.Json;
using Cortex.Engines.Turns;
using Cortex.Server.Hosting;
using Cortex.Server.Tests.Rig;
using Cortex.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cortex.Server.Tests.Clients;

public sealed class JavaScriptClientTests
{
    [NodeFact]
    public async Task Googles_own_client_holds_a_whole_conversation()
    {
        var brain = new ClientBrain();
        var engine = new WellFormed(new TurnEngine(brain, new TurnEngineOptions(), TimeProvider.System, NullLoggerFactory.Instance));
        using var log = new LogCapture();
        await using var server = await LiveServer.StartAsync(
            new LiveServerOptions(), engine, brain, new StubVoice(), TimeProvider.System, log, Patience.Token());
        using var document = JsonDocument.Parse(await GoogleClient.ConverseAsync(server.Url));
        var report = document.RootElement;

        Assert.True(report.GetProperty("setup").GetProperty("complete").GetBoolean());

        var spoken = report.GetProperty("spoken");
        Assert.Equal("What is this?", Text(spoken, "heard"));
        Assert.StartsWith("I see ", Text(spoken, "said"), StringComparison.Ordinal);
        Assert.EndsWith(" bytes of image/jpeg.", Text(spoken, "said"), StringComparison.Ordinal);
        Assert.Equal("audio/pcm;rate=24000", spoken.GetProperty("mimeType").GetString());
        Assert.Equal(33_600, spoken.GetProperty("audioBytes").GetInt32());
        Assert.True(spoken.GetProperty("generated").GetBoolean());
        Assert.True(spoken.GetProperty("tokens").GetInt32() > 258);

        var interrupted = report.GetProperty("interrupted");
        Assert.True(interrupted.GetProperty("interrupted").GetBoolean());
        Assert.False(interrupted.GetProperty("generated").GetBoolean());
        Assert.InRange(interrupted.GetProperty("audioBytes").GetInt32(), 9_600, 900_000);
        Assert.False(report.GetProperty("afterInterruption").GetProperty("interrupted").GetBoolean());
        Assert.NotEqual(0, report.GetProperty("afterInterruption").GetProperty("audioBytes").GetInt32());

        var call = report.GetProperty("call");
        Assert.Equal(0, call.GetProperty("audioBytes").GetInt32());
        Assert.Equal("set_lamp", call.GetProperty("calls")[0].GetProperty("name").GetString());
        Assert.True(call.GetProperty("calls")[0].GetProperty("args").GetProperty("on").GetBoolean());
        Assert.StartsWith("function-call-", call.GetProperty("calls")[0].GetProperty("id").GetString(), StringComparison.Ordinal);
        Assert.Equal("The lamp is on.", Text(report.GetProperty("answerToCall"), "said"));

        Assert.Equal("You asked: What is this? Turn 4.", Text(report.GetProperty("resumed"), "said"));
        Assert.StartsWith("auth_tokens/", report.GetProperty("token").GetProperty("name").GetString(), StringComparison.Ordinal);
        Assert.Equal("Locked words.", Text(report.GetProperty("token").GetProperty("turn"), "said"));
        Assert.Equal(1008, report.GetProperty("refused").GetProperty("code").GetInt32());
        Assert.StartsWith("models/gemini-2.0-flash-exp is not found for API version v1beta", report.GetProperty("refused").GetProperty("reason").GetString(), StringComparison.Ordinal);

        var generated = report.GetProperty("generate");
        Assert.StartsWith("I see ", generated.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal("STOP", generated.GetProperty("finish").GetString());
        Assert.StartsWith("I see ", string.Concat(report.GetProperty("stream").EnumerateArray().Select(static slice => slice.GetString())), StringComparison.Ordinal);
        Assert.Equal(("audio/wav", "RIFF"), (report.GetProperty("speech").GetProperty("mimeType").GetString(), report.GetProperty("speech").GetProperty("start").GetString()));
        Assert.Contains("models/gemini-3.8-live", report.GetProperty("models").EnumerateArray().Select(static model => model.GetString()));
        Assert.Equal(404, report.GetProperty("error").GetProperty("status").GetInt32());

        Assert.Empty(engine.Breaches);
        Assert.DoesNotContain("made-up-key", log.Text, StringComparison.Ordinal);
    }

    private static string? Text(JsonElement turn, string name) => turn.GetProperty(name).GetString()?.Trim();
}
