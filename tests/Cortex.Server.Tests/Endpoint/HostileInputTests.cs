using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using Cortex.Server.Hosting;
using Cortex.Server.Tests.Rig;
using Cortex.Testing;

namespace Cortex.Server.Tests.Endpoint;

/// <summary>Whatever a client throws at the server: the right close, and every other conversation unharmed.</summary>
public sealed class HostileInputTests
{
    public static TheoryData<string, byte[], bool, int> Garbage => new()
    {
        { "malformed JSON", "{\"setup\":{"u8.ToArray(), true, 1007 },
        { "not an object", "[1,2,3]"u8.ToArray(), true, 1007 },
        { "two objects", "{}{}"u8.ToArray(), true, 1007 },
        { "nothing", [], true, 1007 },
        { "duplicate keys", """{"setup":{"model":"models/gemini-3.8-live","model":"models/gemini-3.8-live"}}"""u8.ToArray(), true, 1007 },
        { "duplicate keys deep inside", """{"setup":{"model":"models/gemini-3.8-live","generationConfig":{"seed":1,"seed":2}}}"""u8.ToArray(), true, 1007 },
        { "wrong types", """{"setup":{"model":17}}"""u8.ToArray(), true, 1007 },
        { "an object for a list", """{"setup":{"model":"models/gemini-3.8-live","tools":{}}}"""u8.ToArray(), true, 1007 },
        { "two kinds at once", """{"setup":{"model":"models/gemini-3.8-live"},"realtimeInput":{"text":"hi"}}"""u8.ToArray(), true, 1007 },
        { "bad UTF-8 in a text frame", [.. "{\"realtimeInput\":{\"text\":\""u8, 0xC3, 0x28, .. "\"}}"u8], true, 1007 },
        { "bad UTF-8 in a binary frame", [.. "{\"realtimeInput\":{\"text\":\""u8, 0xC3, 0x28, .. "\"}}"u8], false, 1007 },
        { "deep nesting", Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("{\"setup\":", 5_000))), true, 1007 },
        { "deep nesting in a schema", Encoding.ASCII.GetBytes("""{"setup":{"model":"models/gemini-3.8-live","tools":[{"functionDeclarations":[{"name":"a","parametersJsonSchema":""" + new string('[', 100_000)), true, 1007 },
        { "binary garbage", [.. Enumerable.Range(0, 4_096).Select(static index => (byte)(index * 37))], false, 1007 },
        { "zero bytes", new byte[100_000], false, 1007 },
    };

    [Theory]
    [MemberData(nameof(Garbage))]
    public async Task Garbage_is_closed_on_and_harms_nobody(string what, byte[] bytes, bool isText, int code)
    {
        await using var rig = await ServerRig.StartAsync();
        await using var other = await LiveClient.OpenAsync(rig.Url);
        foreach (var isFirst in new[] { true, false })
        {
            await using var client = isFirst ? await LiveClient.ConnectAsync(rig.Url) : await LiveClient.OpenAsync(rig.Url);
            await client.SendAsync(bytes, isText ? WebSocketMessageType.Text : WebSocketMessageType.Binary);
            var (closed, text) = await client.UntilClosedAsync();
            Assert.True(closed == code, $"{what}: {closed} {text}");
            Assert.True(Encoding.UTF8.GetByteCount(text) <= 123);
        }

        rig.Puppet.Conversations[0].SayText("unharmed");
        await other.UntilAsync("serverContent.modelTurn");
        Assert.Equal(0, rig.Log.Count(4003));
    }

    [Fact]
    public async Task Ten_MiB_are_read_and_twenty_are_too_much()
    {
        await using var rig = await ServerRig.StartAsync();
        await using var other = await LiveClient.OpenAsync(rig.Url);
        await using var client = await LiveClient.OpenAsync(rig.Url);
        var mebibyte = 1024 * 1024;
        await client.SendAsync($$$"""{"realtimeInput":{"video":{"mimeType":"image/jpeg","data":"{{{Convert.ToBase64String(new byte[10 * mebibyte])}}}"} } }""");
        await Patience.Until(() => rig.Puppet.Conversations[1].Heard.Count == 1, "the large picture to arrive");
        Assert.Equal([$"video {10 * mebibyte} image/jpeg"], rig.Puppet.Conversations[1].Heard);

        // The server closes while the message is still on its way: the client reads while it sends.
        var closed = client.UntilClosedAsync();
        try
        {
            await client.SendAsync(new byte[20 * mebibyte], WebSocketMessageType.Binary);
        }
        catch (WebSocketException)
        {
            // The close overtook the end of the message.
        }

        Assert.Equal(1009, (await closed).Code);
        rig.Puppet.Conversations[0].SayText("unharmed");
        await other.UntilAsync("serverContent.modelTurn");
        await Patience.Until(() => rig.Server.Counts.OpenConnections == 1, "the connection to be gone");
    }

    [Fact]
    public async Task One_byte_a_fragment_is_still_one_message()
    {
        await using var rig = await ServerRig.StartAsync();
        await using var client = await LiveClient.ConnectAsync(rig.Url);
        var setup = Encoding.UTF8.GetBytes(LiveClient.Setup(""" "systemInstruction":{"parts":[{"text":"Zażółć gęślą jaźń 🦊"}]} """));
        for (var index = 0; index < setup.Length; index++)
        {
            await client.SendAsync([setup[index]], WebSocketMessageType.Text, index == setup.Length - 1);
        }

        await client.UntilAsync("setupComplete");
        Assert.Equal("Zażółć gęślą jaźń 🦊", (await rig.PuppetAsync()).Setup.SystemInstruction!.Parts[0].Text);
    }

    [Fact]
    public async Task A_message_that_never_ends_is_bounded_by_the_server_as_a_whole()
    {
        await using var rig = await ServerRig.StartAsync(new LiveServerOptions { MaxBufferedBytes = 1024 * 1024 });
        await using var other = await LiveClient.OpenAsync(rig.Url);
        await using var client = await LiveClient.ConnectAsync(rig.Url);
        var closed = client.UntilClosedAsync();
        try
        {
            for (var sent = 0; sent < 64 && !closed.IsCompleted; sent++)
            {
                await client.SendAsync(new byte[64 * 1024], WebSocketMessageType.Binary, endOfMessage: false);
            }
        }
        catch (WebSocketException)
        {
            // The close overtook us.
        }

        Assert.Equal((1011, "The service is currently unavailable."), await closed);
        rig.Puppet.Conversations[0].SayText("unharmed");
        await other.UntilAsync("serverContent.modelTurn");
    }

    [Fact]
    public async Task Silence_after_the_upgrade_is_closed_after_the_limit_and_not_before()
    {
        await using var rig = await ServerRig.StartAsync(fakeClock: true);
        await using var client = await LiveClient.ConnectAsync(rig.Url);
        await using var other = await LiveClient.OpenAsync(rig.Url);
        await Patience.Until(() => rig.Server.Counts.OpenConnections == 2, "both to be connected");
        rig.Clock.Advance(TimeSpan.FromSeconds(29));
        rig.Puppet.Conversations[0].SayText("still waiting");
        await other.UntilAsync("serverContent.modelTurn");
        Assert.Equal(2, rig.Server.Counts.OpenConnections);
        rig.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal((1008, "The operation was aborted."), await client.UntilClosedAsync());
        rig.Puppet.Conversations[0].SayText("unharmed");
        await other.UntilAsync("serverContent.modelTurn");
    }

    [Fact]
    public async Task A_client_that_never_reads_is_cut_off_and_holds_no_more_than_a_socket()
    {
        await using var rig = await ServerRig.StartAsync(fakeClock: true);
        await using var deaf = await LiveClient.OpenAsync(rig.Url);
        await using var other = await LiveClient.OpenAsync(rig.Url);
        var puppet = rig.Puppet.Conversations[0];
        for (var chunk = 0; chunk < 2_000; chunk++)
        {
            puppet.Say(new Live.Protocol.ServerContent { ModelTurn = PuppetConversation.Sound(11_520) });
        }

        // Whether the sockets are full only the system knows: the clock moves while it fills them.
        await Patience.Until(
            () =>
            {
                rig.Clock.Advance(TimeSpan.FromMilliseconds(50));
                return rig.Server.Counts.OpenConnections == 1;
            },
            "the deaf client to be cut off");
        await Patience.Until(() => puppet.IsDisposed, "its engine to be let go");
        Assert.True(rig.Server.Counts.BytesOut < 30_000_000, "everything was written though nobody read");
        rig.Puppet.Conversations[1].SayText("unharmed");
        await other.UntilAsync("serverContent.modelTurn");
    }

    [Fact]
    public async Task Hundreds_of_half_open_clients_leave_room_for_the_others_until_the_limit()
    {
        await using var rig = await ServerRig.StartAsync(new LiveServerOptions { MaxConnections = 301 });
        var halfOpen = new List<LiveClient>();
        for (var index = 0; index < 300; index++)
        {
            halfOpen.Add(await LiveClient.ConnectAsync(rig.Url));
        }

        await using var other = await LiveClient.OpenAsync(rig.Url);
        rig.Puppet.Conversations[0].SayText("unharmed");
        await other.UntilAsync("serverContent.modelTurn");
        var refused = await Assert.ThrowsAsync<WebSocketException>(() => LiveClient.ConnectAsync(rig.Url));
        Assert.Contains("503", refused.Message, StringComparison.Ordinal);
        foreach (var client in halfOpen)
        {
            await client.DisposeAsync();
        }

        await Patience.Until(() => rig.Server.Counts.OpenConnections == 1, "the half-open ones to be gone");
        rig.Puppet.Conversations[0].SayText("still here");
        await other.UntilAsync("serverContent.modelTurn");
    }

    [Fact]
    public async Task Hundreds_of_connections_that_never_finish_their_first_line_harm_nobody()
    {
        await using var rig = await ServerRig.StartAsync();
        var halfOpen = new List<TcpClient>();
        for (var index = 0; index < 300; index++)
        {
            var tcp = new TcpClient();
            await tcp.ConnectAsync(rig.Url.Host, rig.Url.Port, Patience.Token());
            await tcp.GetStream().WriteAsync("GET /ws/goo"u8.ToArray(), Patience.Token());
            halfOpen.Add(tcp);
        }

        await using var other = await LiveClient.OpenAsync(rig.Url);
        rig.Puppet.Conversations[0].SayText("unharmed");
        await other.UntilAsync("serverContent.modelTurn");
        halfOpen.ForEach(static tcp => tcp.Dispose());
    }

    [Fact]
    public async Task A_client_that_vanishes_ends_its_conversation_alone()
    {
        await using var rig = await ServerRig.StartAsync();
        await using var client = await LiveClient.OpenAsync(rig.Url);
        await using var other = await LiveClient.OpenAsync(rig.Url);
        client.Socket.Abort();
        await Patience.Until(() => rig.Puppet.Conversations[0].IsDisposed, "the engine's conversation to be closed");
        rig.Puppet.Conversations[1].SayText("unharmed");
        await other.UntilAsync("serverContent.modelTurn");
        Assert.Equal(1, rig.Server.Counts.Closes[1006]);
    }
}
