using System.Net.Sockets;
using System.Net.WebSockets;
using Cortex.Server.Tests.Rig;
using Cortex.Testing;

namespace Cortex.Server.Tests.Faults;

/// <summary>What goes wrong below the messages, as a plain client sees it.</summary>
public sealed class LinkFaultTests
{
    private const string Ignored = "Connection aborted because the client failed to close the connection after receiving a GoAway signal once the session durat";

    [Theory]
    [InlineData("", true)]
    [InlineData(""" "reset": false, """, false)]
    public async Task A_drop_ends_the_connection_without_a_close_frame(string reset, bool isReset)
    {
        await using var rig = await FaultRig.StartAsync($$"""{ "what": "drop", {{reset}} "when": { "sound": 2 } }""");
        await using var client = await LiveClient.OpenAsync(rig.Url, FaultRig.All);
        (await rig.PuppetAsync()).Answer(" a", " b");

        // A reset throws away what the client had not read, so nothing is said of what came before.
        var end = await Assert.ThrowsAnyAsync<WebSocketException>(client.UntilClosedAsync);

        Assert.Equal(isReset, Causes(end).OfType<SocketException>().Any(static cause => cause.SocketErrorCode is SocketError.ConnectionReset));
        await Patience.Until(() => rig.Server.Counts.OpenConversations == 0, "the conversation to end");
        Assert.Equal(1, rig.Server.Counts.Closes[1006]);
        Assert.Equal(1, rig.Server.Counts.Faults["drop"]);
    }

    [Theory]
    [InlineData(""" "what": "abort" """, 1011, "Internal error encountered.")]
    [InlineData(""" "what": "abort", "code": 1008, "text": "The operation was aborted." """, 1008, "The operation was aborted.")]
    [InlineData(""" "what": "abort", "code": 4321, "text": "ąę" """, 4321, "ąę")]
    [InlineData(""" "what": "quota" """, 1011, "You exceeded your current quota, please check your plan and billing details. For more information on this error, head to: h")]
    public async Task An_abort_closes_with_its_code_and_text(string what, int code, string text)
    {
        await using var rig = await FaultRig.StartAsync($$"""{ {{what}}, "when": { "turn": 1 } }""");
        await using var client = await LiveClient.OpenAsync(rig.Url, FaultRig.All);
        (await rig.PuppetAsync()).Answer(" a", " b");

        Assert.Equal((code, text), await client.UntilClosedAsync());
    }

    [Fact]
    public async Task A_quota_without_conditions_refuses_the_setup()
    {
        await using var rig = await FaultRig.StartAsync("""{ "what": "quota", "when": { "times": 1 } }""");
        await using var first = await LiveClient.ConnectAsync(rig.Url);
        await first.SendAsync(LiveClient.Setup());
        Assert.Equal(1011, (await first.UntilClosedAsync()).Code);
        await using var second = await LiveClient.OpenAsync(rig.Url);
    }

    [Fact]
    public async Task A_half_open_connection_says_nothing_more_hears_nothing_and_stays()
    {
        await using var rig = await FaultRig.StartAsync("""{ "what": "halfOpen", "when": { "clientMessage": 2 } }""");
        await using var client = await LiveClient.OpenAsync(rig.Url, FaultRig.All);
        var puppet = await rig.PuppetAsync();
        await client.SendAsync("""{"realtimeInput":{"text":"heard"}}""");
        await Patience.Until(() => puppet.Heard.Count == 1, "the last words that get through");
        await client.SendAsync("""{"realtimeInput":{"text":"unheard"}}""");
        puppet.Answer(" a", " b");
        var reading = client.ReceiveAnyAsync();
        await Patience.Until(() => rig.Server.Counts.MessagesOut >= 6, "the answer to be said to nobody");

        Assert.False(reading.IsCompleted);
        Assert.Equal(WebSocketState.Open, client.Socket.State);
        Assert.Single(puppet.Heard);
        client.Socket.Abort();
        await Patience.Until(() => rig.Server.Counts.OpenConnections == 0, "the server to notice that the client left");
        await Assert.ThrowsAnyAsync<Exception>(() => reading);
    }

    [Fact]
    public async Task Go_away_comes_with_its_time_and_who_stays_is_aborted()
    {
        await using var rig = await FaultRig.StartAsync("""{ "what": "goAway", "ms": 7000, "when": { "afterMs": 60000 } }""", fakeClock: true);
        await using var client = await LiveClient.OpenAsync(rig.Url, FaultRig.All);
        await rig.Clock.RunFor(TimeSpan.FromSeconds(61), TimeSpan.FromSeconds(1));
        Assert.Equal("7s", (await client.UntilAsync("goAway.timeLeft")).GetString());
        await rig.Clock.RunFor(TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(1));

        Assert.Equal((1008, Ignored), await client.UntilClosedAsync());
    }

    [Fact]
    public async Task A_stall_holds_everything_back_and_loses_nothing()
    {
        await using var rig = await FaultRig.StartAsync("""{ "what": "stall", "ms": 3000, "when": { "sound": 2 } }""", fakeClock: true);
        await using var client = await LiveClient.OpenAsync(rig.Url, FaultRig.All);
        (await rig.PuppetAsync()).Answer(" a", " b");
        await client.UntilAsync("serverContent.modelTurn");
        var second = client.UntilAsync("serverContent.modelTurn");
        await Patience.Until(() => rig.Server.Counts.Faults.ContainsKey("stall"), "the stall to begin");
        await ClockPump.Settle();
        rig.Clock.Advance(TimeSpan.FromMilliseconds(2_900));
        await ClockPump.Settle();

        Assert.False(second.IsCompleted);
        await rig.Clock.RunUntil(second, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(5));
        await client.UntilAsync("serverContent.turnComplete");
    }

    private static IEnumerable<Exception> Causes(Exception e)
    {
        for (var cause = e; cause is not null; cause = cause.InnerException)
        {
            yield return cause;
        }
    }
}
