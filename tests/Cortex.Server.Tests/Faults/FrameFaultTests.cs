using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using Cortex.Server.Tests.Rig;
using Cortex.Testing;

namespace Cortex.Server.Tests.Faults;

/// <summary>What goes wrong with upgrades, frames and pongs, as a plain client sees it.</summary>
public sealed class FrameFaultTests
{
    [Fact]
    public async Task An_upgrade_is_refused_with_its_status_and_the_next_one_is_not()
    {
        await using var rig = await FaultRig.StartAsync("""{ "what": "refusedUpgrade", "status": 502, "when": { "connection": 1 } }""");
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(new Uri("ws" + rig.Url.AbsoluteUri[4..] + LiveClient.Path), Patience.Token()));
        Assert.Equal(HttpStatusCode.BadGateway, socket.HttpStatusCode);
        Assert.Equal(1, rig.Server.Counts.RefusedUpgrades);
        await using var client = await LiveClient.OpenAsync(rig.Url);
    }

    [Fact]
    public async Task Fragments_split_characters_and_make_whole_messages()
    {
        await using var rig = await FaultRig.StartAsync("""{ "what": "fragments", "bytes": 1, "when": { "turn": 1 } }""");
        await using var client = await LiveClient.OpenAsync(rig.Url, FaultRig.All);
        Assert.Equal(1, client.LastPieces);
        var puppet = await rig.PuppetAsync();
        puppet.NextTurn();
        puppet.SayText(" zażółć gęślą jaźń");
        Assert.Equal(" zażółć gęślą jaźń", (await client.UntilAsync("serverContent.outputTranscription.text")).GetString());
        Assert.True(client.LastPieces > 100, $"{client.LastPieces} pieces");
    }

    [Theory]
    [InlineData("frame", typeof(WebSocketException))]
    [InlineData("message", typeof(JsonException))]
    public async Task Garbage_cannot_be_read(string layer, Type failure)
    {
        await using var rig = await FaultRig.StartAsync($$"""{ "what": "garbage", "layer": "{{layer}}", "when": { "turn": 1 } }""");
        await using var client = await LiveClient.OpenAsync(rig.Url, FaultRig.All);
        (await rig.PuppetAsync()).Answer(" a", " b");

        var end = await Record.ExceptionAsync(async () =>
        {
            while (await client.ReceiveAnyAsync() is not null)
            {
            }
        });

        Assert.True(failure.IsInstanceOfType(end), $"{end}");
    }

    [Theory]
    [InlineData("noPongs", "")]
    [InlineData("slowPongs", """, "ms": 3600000 """)]
    public async Task A_client_that_insists_on_pongs_kills_its_healthy_connection(string what, string values)
    {
        await using var rig = await FaultRig.StartAsync($$"""{ "what": "{{what}}"{{values}} }""");
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("x-goog-api-key", "k");
        socket.Options.KeepAliveInterval = TimeSpan.FromMilliseconds(50);
        socket.Options.KeepAliveTimeout = TimeSpan.FromMilliseconds(200);
        await socket.ConnectAsync(new Uri("ws" + rig.Url.AbsoluteUri[4..] + LiveClient.Path), Patience.Token());
        await Assert.ThrowsAnyAsync<Exception>(async () => await socket.ReceiveAsync(new byte[1024].AsMemory(), Patience.Token()));
        Assert.Equal(WebSocketState.Aborted, socket.State);
    }

    [Fact]
    public async Task Slow_pongs_come_and_messages_between_pings_are_whole()
    {
        await using var rig = await FaultRig.StartAsync("""{ "what": "slowPongs", "ms": 20 }""");
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("x-goog-api-key", "k");
        socket.Options.KeepAliveInterval = TimeSpan.FromMilliseconds(1);
        socket.Options.KeepAliveTimeout = Patience.Limit;
        await socket.ConnectAsync(new Uri("ws" + rig.Url.AbsoluteUri[4..] + LiveClient.Path), Patience.Token());
        await socket.SendAsync(System.Text.Encoding.UTF8.GetBytes(LiveClient.Setup()), WebSocketMessageType.Text, true, Patience.Token());
        var buffer = new byte[64 * 1024];
        await socket.ReceiveAsync(buffer.AsMemory(), Patience.Token());
        var puppet = await rig.PuppetAsync();
        for (var i = 1; i <= 50; i++)
        {
            var text = new string('x', i * 700);
            await socket.SendAsync(System.Text.Encoding.UTF8.GetBytes($$$"""{"realtimeInput":{"text":"{{{text}}}"}}"""), WebSocketMessageType.Text, true, Patience.Token());
            await Patience.Until(() => puppet.Heard.Count == i, "the message between pings");
            Assert.Equal("text " + text, puppet.Heard[^1]);
        }

        Assert.Equal(WebSocketState.Open, socket.State);
    }

    [Fact]
    public async Task A_deaf_stall_hears_late_and_loses_nothing()
    {
        await using var rig = await FaultRig.StartAsync("""{ "what": "stall", "ms": 2000, "deaf": true, "when": { "clientMessage": 2 } }""", fakeClock: true);
        await using var client = await LiveClient.OpenAsync(rig.Url, FaultRig.All);
        var puppet = await rig.PuppetAsync();
        await client.SendAsync("""{"realtimeInput":{"text":"one"}}""");
        await Patience.Until(() => puppet.Heard.Count == 1, "the message that begins the stall");
        await client.SendAsync("""{"realtimeInput":{"text":"two"}}""");
        await client.SendAsync("""{"realtimeInput":{"text":"three"}}""");
        rig.Clock.Advance(TimeSpan.FromMilliseconds(1_900));
        await ClockPump.Settle();
        Assert.InRange(puppet.Heard.Count, 1, 2);
        await rig.Clock.RunUntil(() => puppet.Heard.Count == 3, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(10));
        Assert.Equal(["text one", "text two", "text three"], puppet.Heard);
    }
}
