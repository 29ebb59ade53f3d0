using Cortex.Live;
using Cortex.Live.Protocol;
using Cortex.Server.Hosting;
using Cortex.Server.Tests.Rig;
using Cortex.Testing;

namespace Cortex.Server.Tests.Endpoint;

public sealed class ResumptionTests
{
    private const string Resumable = """ "sessionResumption":{},"outputAudioTranscription":{} """;

    [Fact]
    public async Task A_handle_restores_the_snapshot_it_was_made_from_and_not_what_came_later()
    {
        await using var rig = await ServerRig.StartAsync();
        await using var first = await LiveClient.OpenAsync(rig.Url, Resumable);
        var puppet = await rig.PuppetAsync();
        puppet.Answer(" Where is my mug?", " On the table.");
        var afterOne = await HandleAsync(first);
        await first.SendAsync("""{"realtimeInput":{"text":"And the spoon?"}}""");
        await Patience.Until(() => puppet.Heard.Count == 1, "the typed words to arrive");
        puppet.NextTurn();
        puppet.SayText(" Beside");
        puppet.Say(new ServerContent { Interrupted = true });
        puppet.Say(new ServerContent { TurnComplete = true });
        var afterTwo = await HandleAsync(first);
        Assert.NotEqual(afterOne, afterTwo);
        await first.CloseAsync();

        await using var old = await LiveClient.OpenAsync(rig.Url, Resume(afterOne));
        await old.CloseAsync();
        await using var newer = await LiveClient.OpenAsync(rig.Url, Resume(afterTwo));
        Assert.Equal(
            [new HistoryEntry(HistoryRole.User, "Where is my mug?"), new HistoryEntry(HistoryRole.Model, "On the table.")],
            rig.Puppet.Conversations[1].History.Entries);
        Assert.Equal(
            [
                new HistoryEntry(HistoryRole.User, "Where is my mug?"), new HistoryEntry(HistoryRole.Model, "On the table."),
                new HistoryEntry(HistoryRole.User, "And the spoon?"), new HistoryEntry(HistoryRole.Model, "Beside", Interrupted: true),
            ],
            rig.Puppet.Conversations[2].History.Entries);
        Assert.Equal(2, rig.Puppet.Conversations[2].History.UserTurns);
        Assert.Equal(2, rig.Server.Counts.Resumptions);
    }

    [Fact]
    public async Task No_handle_is_sent_unasked_nor_while_a_tool_is_pending()
    {
        await using var rig = await ServerRig.StartAsync();
        await using var silent = await LiveClient.OpenAsync(rig.Url);
        rig.Puppet.Conversations[0].Answer(" a", " b");
        rig.Puppet.Conversations[0].SayText("marker");
        while (!(await silent.ReceiveAsync()).TryGetProperty("serverContent", out var content) || !content.TryGetProperty("turnComplete", out _))
        {
        }

        Assert.True((await silent.ReceiveAsync()).GetProperty("serverContent").TryGetProperty("modelTurn", out _), silent.LastText);

        await using var client = await LiveClient.OpenAsync(rig.Url, Resumable);
        var puppet = await rig.PuppetAsync(2);
        puppet.NextTurn();
        puppet.Say(new ToolCall { FunctionCalls = [new FunctionCall { Id = "c1", Name = "lamp" }] });
        puppet.Say(new ServerContent { TurnComplete = true });
        puppet.SayText(" marker");
        await client.UntilAsync("serverContent.turnComplete");
        Assert.True((await client.ReceiveAsync()).GetProperty("serverContent").TryGetProperty("modelTurn", out _), client.LastText);
        await client.SendAsync("""{"toolResponse":{"functionResponses":[{"id":"c1","name":"lamp","response":{"output":1}}]}}""");
        await Patience.Until(() => puppet.Heard.Count == 1, "the tool's answer");
        puppet.Say(new ServerContent { TurnComplete = true });
        Assert.NotEqual("", await HandleAsync(client));
    }

    [Fact]
    public async Task Resuming_while_the_old_socket_is_open_is_refused_and_works_once_it_is_closed()
    {
        await using var rig = await ServerRig.StartAsync(new LiveServerOptions { ResumeGrace = TimeSpan.Zero });
        await using var first = await LiveClient.OpenAsync(rig.Url, Resumable);
        (await rig.PuppetAsync()).Answer(" a", " b");
        var handle = await HandleAsync(first);
        await using var early = await LiveClient.ConnectAsync(rig.Url);
        await early.SendAsync(LiveClient.Setup(Resume(handle)));
        Assert.Equal((1011, "Internal error encountered."), await early.UntilClosedAsync());
        await first.CloseAsync();
        await using var second = await LiveClient.OpenAsync(rig.Url, Resume(handle));

        // One socket per session: the session is open again, whoever made the handle.
        await using var third = await LiveClient.ConnectAsync(rig.Url);
        await third.SendAsync(LiveClient.Setup(Resume(handle)));
        Assert.Equal(1011, (await third.UntilClosedAsync()).Code);
    }

    [Fact]
    public async Task A_close_that_arrives_just_after_the_new_setup_is_waited_for()
    {
        await using var rig = await ServerRig.StartAsync(new LiveServerOptions { ResumeGrace = Patience.Limit });
        await using var first = await LiveClient.OpenAsync(rig.Url, Resumable);
        (await rig.PuppetAsync()).Answer(" a", " b");
        var handle = await HandleAsync(first);
        await using var second = await LiveClient.ConnectAsync(rig.Url);
        await second.SendAsync(LiveClient.Setup(Resume(handle)));
        await first.CloseAsync();
        await second.UntilAsync("setupComplete");
    }

    [Fact]
    public async Task A_handle_expires_two_hours_after_its_session_and_belongs_to_its_model()
    {
        await using var rig = await ServerRig.StartAsync(fakeClock: true);
        await using var first = await LiveClient.OpenAsync(rig.Url, Resumable);
        (await rig.PuppetAsync()).Answer(" a", " b");
        var handle = await HandleAsync(first);
        await first.CloseAsync();

        await using var other = await LiveClient.ConnectAsync(rig.Url);
        await other.SendAsync(LiveClient.Setup(Resume(handle), "models/gemini-3.1-flash-live-preview"));
        Assert.Equal((1007, "Request contains an invalid argument."), await other.UntilClosedAsync());

        rig.Clock.Advance(TimeSpan.FromMinutes(119));
        await using var second = await LiveClient.OpenAsync(rig.Url, Resume(handle));
        await second.CloseAsync();
        await Patience.Until(() => rig.Server.Counts.OpenConversations == 0, "the second connection to end");
        rig.Clock.Advance(TimeSpan.FromMinutes(121));
        await using var late = await LiveClient.ConnectAsync(rig.Url);
        await late.SendAsync(LiveClient.Setup(Resume(handle)));
        Assert.Equal((1008, "BidiGenerateContent session not found"), await late.UntilClosedAsync());
    }

    [Fact]
    public async Task Snapshots_are_bounded_in_number_and_the_oldest_go()
    {
        await using var rig = await ServerRig.StartAsync(new LiveServerOptions { MaxSnapshots = 2 });
        await using var first = await LiveClient.OpenAsync(rig.Url, Resumable);
        var puppet = await rig.PuppetAsync();
        var handles = new List<string>();
        for (var turn = 0; turn < 3; turn++)
        {
            puppet.Answer(" a", " b");
            handles.Add(await HandleAsync(first));
        }

        await first.CloseAsync();
        await using var gone = await LiveClient.ConnectAsync(rig.Url);
        await gone.SendAsync(LiveClient.Setup(Resume(handles[0])));
        Assert.Equal(1008, (await gone.UntilClosedAsync()).Code);
        await using var kept = await LiveClient.OpenAsync(rig.Url, Resume(handles[1]));
    }

    [Fact]
    public async Task Initial_history_is_silent_and_reaches_the_engine_as_history()
    {
        await using var rig = await ServerRig.StartAsync();
        await using var client = await LiveClient.OpenAsync(
            rig.Url, """ "historyConfig":{"initialHistoryInClientContent":true} """, "models/gemini-3.1-flash-live-preview");
        await client.SendAsync("""{"clientContent":{"turns":[{"role":"user","parts":[{"text":"I am Ann."}]}]}}""");
        await client.SendAsync("""{"clientContent":{"turns":[{"role":"model","parts":[{"text":"Hello Ann."}]}],"turnComplete":true}}""");
        var puppet = await rig.PuppetAsync();
        Assert.Equal([new HistoryEntry(HistoryRole.User, "I am Ann."), new HistoryEntry(HistoryRole.Model, "Hello Ann.")], puppet.History.Entries);
        Assert.Empty(puppet.Heard);
        await client.SendAsync("""{"realtimeInput":{"text":"Who am I?"}}""");
        await Patience.Until(() => puppet.Heard.Count == 1, "the question");
        puppet.SayText(" Ann.");
        await client.UntilAsync("serverContent.modelTurn");
        await client.SendAsync("""{"clientContent":{"turns":[],"turnComplete":true}}""");
        Assert.Equal(1007, (await client.UntilClosedAsync()).Code);
    }

    [Fact]
    public async Task A_context_that_slid_is_resumed_from_a_user_turn_and_keeps_its_count()
    {
        await using var rig = await ServerRig.StartAsync();
        await using var client = await LiveClient.OpenAsync(
            rig.Url, Resumable + """ ,"contextWindowCompression":{"triggerTokens":"1000","slidingWindow":{"targetTokens":"400"}} """);
        var puppet = await rig.PuppetAsync();
        var handle = "";
        for (var turn = 1; turn <= 4; turn++)
        {
            puppet.Answer($" question {turn}", $" answer {turn}", promptTokens: turn * 289);
            handle = await HandleAsync(client);
        }

        await client.CloseAsync();
        await using var second = await LiveClient.OpenAsync(rig.Url, Resume(handle));
        var history = rig.Puppet.Conversations[1].History;
        Assert.Equal(new HistoryEntry(HistoryRole.User, "question 4"), history.Entries[0]);
        Assert.Equal(2, history.Entries.Count);
        Assert.Equal(4, history.UserTurns);
    }

    private static string Resume(string handle) => $$""" "sessionResumption":{"handle":"{{handle}}"} """;

    private static async Task<string> HandleAsync(LiveClient client) => (await client.UntilAsync("sessionResumptionUpdate.newHandle")).GetString()!;
}
