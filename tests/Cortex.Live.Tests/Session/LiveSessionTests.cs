using System.Text.Json;
using Cortex.Live.Connection;
using Cortex.Live.Protocol;
using Cortex.Testing;

namespace Cortex.Live.Tests.Session;

public sealed class LiveSessionTests : IDisposable
{
    private const string Speech = """{"serverContent":{"modelTurn":{"parts":[{"inlineData":{"mimeType":"audio/pcm;rate=24000","data":"AQIDBA=="}}]}}}""";
    private const string Complete = """{"serverContent":{"turnComplete":true}}""";
    private const string Call = """{"toolCall":{"functionCalls":[{"id":"call-1","name":"set_lamp","args":{"on":true}}]}}""";

    private static readonly Setup Manual = new()
    {
        Model = "models/gemini-3.8-live",
        RealtimeInputConfig = new() { AutomaticActivityDetection = new() { Disabled = true } },
    };

    private readonly LiveStage _stage = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _stage.Dispose();

    [Fact]
    public async Task Sound_held_while_connecting_follows_the_setup_in_order_and_an_answer_comes_back()
    {
        var conversation = _stage.Engine.Open(LiveStage.Setup, ConversationHistory.Empty);
        await using var ear = new Listener(conversation);
        for (byte i = 0; i < 10; i++)
        {
            await conversation.SendAsync(LiveStage.Sound(i), Token);
        }

        var peer = await _stage.Server.AcceptAsync();
        var setup = await peer.SetUpAsync();
        Assert.Equal("models/gemini-3.8-live", setup.GetProperty("model").GetString());
        for (byte i = 0; i < 10; i++)
        {
            var audio = (await peer.ReceiveAsync()).GetProperty("realtimeInput").GetProperty("audio");
            Assert.Equal("audio/pcm;rate=16000", audio.GetProperty("mimeType").GetString());
            Assert.Equal(LiveStage.Bytes(i, 640), audio.GetProperty("data").GetBytesFromBase64());
        }

        await peer.SendAsync(Speech);
        await peer.SendAsync("{}\n");
        await peer.SendAsync("""{"serverContent":{"turnComplete":true},"usageMetadata":{"promptTokenCount":7,"responseTokenCount":3,"totalTokenCount":10}}""");
        await ear.Until(static item => item.Message is ServerContent { TurnComplete: true }, "turnComplete");
        Assert.Equal((1000, ""), await peer.PartAsync(conversation));

        Assert.Equal(CloseReason.Done, await ear.UntilClosed());
        var sound = Assert.Single(ear.Messages<ServerContent>(), static content => content.ModelTurn is not null);
        Assert.Equal([1, 2, 3, 4], sound.ModelTurn!.Parts[0].InlineData!.Value.ToArray());
        Assert.Empty(ear.Messages<EmptyServerMessage>());
        var stats = conversation.Stats;
        Assert.Equal(new UsageTotals(7, 3, 10), stats.Usage);
        Assert.Equal((TimeSpan.FromMilliseconds(200), 1, 0), (stats.AudioUp, stats.Connects, stats.Resumes));
        Assert.Equal([CloseReason.Done], stats.Closes);
        Assert.Empty(stats.Losses);
    }

    [Fact]
    public async Task The_bytes_of_the_stats_are_the_bytes_on_the_wire()
    {
        var (conversation, ear, peer) = await _stage.OpenAsync();
        await conversation.SendAsync(LiveStage.Sound(ms: 2), Token);
        await conversation.SendAsync(LiveStage.Sound(ms: 20), Token);
        await conversation.SendAsync(new RealtimeInput { Video = MediaBytes.FromRaw("image/jpeg", LiveStage.Bytes(9, 60_000)) }, Token);
        for (var i = 0; i < 3; i++)
        {
            await peer.ReceiveAsync();
        }

        await peer.SendAsync(Speech);
        await peer.SendAsync("""{"serverContent":{"outputTranscription":{"text":"#"}}}""".Replace("#", new string('x', 70_000), StringComparison.Ordinal));
        await ear.Until(static item => item.Message is ServerContent { OutputTranscription: not null }, "the long transcript");
        await Patience.Until(() => conversation.Stats.BytesUp == peer.Sockets.BytesUp, "the bytes up to agree");
        Assert.Equal(peer.Sockets.BytesDown, conversation.Stats.BytesDown);
        Assert.Equal((4, 3, 1), (conversation.Stats.MessagesUp, conversation.Stats.MessagesDown, conversation.Stats.FramesSent));
        await peer.SendAsync(Complete);
        await peer.PartAsync(conversation);
        await ear.DisposeAsync();
    }

    [Fact]
    public async Task More_than_three_seconds_of_sound_while_connecting_lose_the_oldest_and_say_so()
    {
        var conversation = _stage.Engine.Open(LiveStage.Setup, ConversationHistory.Empty);
        await using var ear = new Listener(conversation);
        for (var i = 0; i < 200; i++)
        {
            await conversation.SendAsync(LiveStage.Sound((byte)i), Token);
        }

        var peer = await _stage.Server.AcceptAsync();
        await peer.SetUpAsync();
        var first = (await peer.ReceiveAsync()).GetProperty("realtimeInput").GetProperty("audio").GetProperty("data").GetBytesFromBase64();
        Assert.Equal(50, first[0]);
        var lost = (Lost)(await ear.Until(static item => item.Notice is Lost, "the loss to be said")).Notice!;
        Assert.Equal((LostKind.Microphone, TimeSpan.FromSeconds(1), 50), (lost.What, lost.Duration, lost.Count));
        await peer.PartAsync(conversation);
        Assert.Equal([lost], conversation.Stats.Losses);
    }

    [Fact]
    public async Task Marks_stay_here_when_the_server_detects_and_travel_when_it_does_not()
    {
        foreach (var (setup, travels) in new[] { (LiveStage.Setup, false), (Manual, true) })
        {
            var (conversation, ear, peer) = await _stage.OpenAsync(setup);
            await conversation.SendAsync(new RealtimeInput { ActivityStart = true }, Token);
            await conversation.SendAsync(LiveStage.Sound(), Token);
            await conversation.SendAsync(new RealtimeInput { ActivityEnd = true }, Token);
            await conversation.SendAsync(new RealtimeInput { AudioStreamEnd = true }, Token);
            await conversation.SendAsync(LiveStage.Sound(), Token);
            List<string> fields = [];
            for (var i = 0; i < (travels ? 4 : 3); i++)
            {
                fields.Add((await peer.ReceiveAsync()).GetProperty("realtimeInput").EnumerateObject().Single().Name);
            }

            Assert.Equal(travels ? ["activityStart", "audio", "activityEnd", "audio"] : ["audio", "audioStreamEnd", "audio"], fields);
            await peer.SendAsync(Speech);
            Assert.Equal(1, (await ear.Until(static item => item.Message is ServerContent, "the answer")).Turn);
            await peer.SendAsync(Complete);
            await ear.Until(static item => item.Message is ServerContent { TurnComplete: true }, "its end");
            await peer.PartAsync(conversation);
            await ear.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_tool_answer_goes_only_to_a_call_that_waits_for_it()
    {
        var (conversation, ear, peer) = await _stage.OpenAsync();
        await peer.SendAsync(Call);
        await peer.SendAsync(Call.Replace("call-1", "call-2", StringComparison.Ordinal));
        await ear.Until(static item => item.Message is ToolCall { FunctionCalls: [{ Id: "call-2" }] }, "the calls");
        await peer.SendAsync("""{"toolCallCancellation":{"ids":["call-1"]}}""");
        await ear.Until(static item => item.Message is ToolCallCancellation, "the cancellation");

        await conversation.SendAsync(Answer("call-1", "call-2"), Token);
        await conversation.SendAsync(Answer("call-2"), Token);
        var answers = (await peer.ReceiveAsync()).GetProperty("toolResponse").GetProperty("functionResponses");
        Assert.Equal("call-2", Assert.Single(answers.EnumerateArray()).GetProperty("id").GetString());
        await Patience.Until(() => ear.Notices<Lost>().Count == 2, "both losses to be said");
        Assert.Equal([1, 1], ear.Notices<Lost>().Select(static lost => lost.What is LostKind.ToolAnswer ? lost.Count : 0));

        await peer.SendAsync(Speech);
        await peer.SendAsync(Complete);
        await ear.Until(static item => item.Message is ServerContent { TurnComplete: true }, "the end of the turn");
        await peer.PartAsync(conversation);
        Assert.All(ear.Events.Where(static item => item.Message is ServerContent or ToolCall), static item => Assert.Equal(1, item.Turn));
        await ear.DisposeAsync();
    }

    [Fact]
    public async Task Scheduling_is_left_out_for_a_model_that_refuses_it_and_the_user_is_told()
    {
        var (conversation, ear, peer) = await _stage.OpenAsync(new Setup { Model = "models/gemini-3.8-live-extended-thinking" });
        await peer.SendAsync(Call);
        await ear.Until(static item => item.Message is ToolCall, "the call");
        await conversation.SendAsync(
            new ToolResponse { FunctionResponses = [new FunctionResponse { Id = "call-1", Name = "set_lamp", Scheduling = FunctionScheduling.WhenIdle }] }, Token);
        Assert.DoesNotContain("scheduling", (await peer.ReceiveAsync()).ToString(), StringComparison.Ordinal);
        await ear.Until(static item => item.Notice is Warned warned && warned.Text.Contains("scheduling", StringComparison.Ordinal), "the warning");
        await peer.PartAsync(conversation);
        await ear.DisposeAsync();
    }

    [Fact]
    public async Task What_the_model_does_not_take_is_left_out_of_the_setup_and_said()
    {
        var conversation = _stage.Engine.Open(new Setup { Model = "gemini-3.8-live", Proactivity = new() { ProactiveAudio = true } }, ConversationHistory.Empty);
        await using var ear = new Listener(conversation);
        var peer = await _stage.Server.AcceptAsync();
        var setup = await peer.SetUpAsync();
        Assert.False(setup.TryGetProperty("proactivity", out _));
        Assert.Equal("models/gemini-3.8-live", setup.GetProperty("model").GetString());
        await ear.Until(static item => item.Notice is Warned warned && warned.Text.Contains("proactivity", StringComparison.Ordinal), "the warning");
        await peer.PartAsync(conversation);
    }

    [Theory]
    [InlineData("models/gemini-3.8-live", false, "user model", false)]
    [InlineData("models/gemini-3.1-flash-live-preview", true, "user model", true)]
    [InlineData("models/gemini-2.5-flash-native-audio-preview-12-2025", false, "user model user", false)]
    public async Task History_is_given_in_the_way_of_the_model_before_the_microphone(string model, bool announced, string roles, bool complete)
    {
        var history = new ConversationHistory([new(HistoryRole.User, "What is this?"), new(HistoryRole.Model, "A red mug.", Interrupted: true)]);
        var conversation = _stage.Engine.Open(new Setup { Model = model }, history);
        await using var ear = new Listener(conversation);
        await conversation.SendAsync(LiveStage.Sound(), Token);
        var peer = await _stage.Server.AcceptAsync();
        var setup = await peer.SetUpAsync();
        Assert.Equal(announced, setup.TryGetProperty("historyConfig", out var config) && config.GetProperty("initialHistoryInClientContent").GetBoolean());

        var content = (await peer.ReceiveAsync()).GetProperty("clientContent");
        Assert.Equal(roles.Split(' '), content.GetProperty("turns").EnumerateArray().Select(static turn => turn.GetProperty("role").GetString()));
        Assert.Contains("A red mug.", content.ToString(), StringComparison.Ordinal);
        Assert.Equal(complete, content.TryGetProperty("turnComplete", out var value) && value.GetBoolean());
        Assert.True((await peer.ReceiveAsync()).GetProperty("realtimeInput").TryGetProperty("audio", out _));
        await peer.PartAsync(conversation);
    }

    [Fact]
    public async Task A_typed_turn_goes_as_realtime_text_where_contents_are_refused_in_mid_session()
    {
        var (conversation, ear, peer) = await _stage.OpenAsync(new Setup { Model = "models/gemini-3.1-flash-live-preview" });
        await conversation.SendAsync(new ClientContent { Turns = [Content.FromText("What is this?", "user")], TurnComplete = true }, Token);
        Assert.Equal("What is this?", (await peer.ReceiveAsync()).GetProperty("realtimeInput").GetProperty("text").GetString());
        await conversation.SendAsync(new ClientContent { Turns = [new Content { Role = "user", Parts = [new Part { InlineData = MediaBytes.FromRaw("image/jpeg", new byte[9]) }] }], TurnComplete = true }, Token);
        await ear.Until(static item => item.Notice is Lost { What: LostKind.Text }, "the loss to be said");

        // What only is to be known, and asks nothing, waits for the next fresh session.
        await conversation.SendAsync(new ClientContent { Turns = [Content.FromText("I said so.", "user")] }, Token);
        Assert.Single(conversation.Stats.Losses);
        await peer.PartAsync(conversation);
        await ear.DisposeAsync();
    }

    [Fact]
    public async Task GoAway_and_handles_reach_the_reader()
    {
        var (conversation, ear, peer) = await _stage.OpenAsync();
        await peer.SendAsync(Speech);
        await peer.SendAsync("""{"goAway":{"timeLeft":"50s"}}""");
        await peer.SendAsync("""{"sessionResumptionUpdate":{"newHandle":"h","resumable":true}}""");
        var goAway = await ear.Until(static item => item.Message is GoAway, "goAway");
        Assert.Equal(TimeSpan.FromSeconds(50), ((GoAway)goAway.Message!).TimeLeft);
        await ear.Until(static item => item.Message is SessionResumptionUpdate { NewHandle: "h" }, "the handle");
        await peer.PartAsync(conversation);
        await ear.DisposeAsync();
    }

    [Fact]
    public async Task A_setup_with_a_handle_resumes_and_counts_as_that()
    {
        var history = new ConversationHistory([new(HistoryRole.User, "Earlier.")]);
        var (conversation, ear, peer) = await _stage.OpenAsync(new Setup { Model = "models/gemini-3.8-live", SessionResumption = new() { Handle = "h" } }, history);
        await conversation.SendAsync(LiveStage.Sound(), Token);
        Assert.True((await peer.ReceiveAsync()).TryGetProperty("realtimeInput", out _), "the session holds the history already");
        await peer.PartAsync(conversation);
        Assert.Equal((1, 1), (conversation.Stats.Connects, conversation.Stats.Resumes));
        await ear.DisposeAsync();
    }

    [Fact]
    public async Task Credentials_are_asked_for_and_their_warning_is_said_and_the_key_appears_nowhere()
    {
        using var stage = new LiveStage(static options => options with
        {
            Credentials = new FixedCredentials(Credential.From(LiveStage.Key, "GOOGLE_API_KEY", "two keys are set")),
        });
        var (conversation, ear, peer) = await stage.OpenAsync();
        await peer.CloseAsync(1007, "API key not valid. Please pass a valid API key.");
        var reason = await ear.UntilClosed();

        var target = Assert.Single(stage.Targets);
        Assert.Contains(new KeyValuePair<string, string>("x-goog-api-key", LiveStage.Key), target.Headers);
        Assert.Contains(ear.Notices<Warned>(), static warned => warned.Text == "two keys are set");
        Assert.Contains(ear.Notices<Warned>(), static warned => warned.Text.Contains("unencrypted to live.test", StringComparison.Ordinal));
        Assert.Contains("GOOGLE_API_KEY", stage.Logs.Text, StringComparison.Ordinal);
        var everything = string.Join('\n', stage.Logs.Text, target, target.Uri, reason, stage.Options, string.Join('\n', ear.Events.Select(static item => item.Notice)));
        Assert.DoesNotContain(LiveStage.Key, everything, StringComparison.Ordinal);
        await ear.DisposeAsync();
        await conversation.DisposeAsync();
    }

    [Fact]
    public async Task Without_a_key_the_conversation_ends_saying_what_to_do()
    {
        using var stage = new LiveStage(static options => options with { Credentials = new EnvironmentCredentials(static _ => null) });
        await using var ear = new Listener(stage.Engine.Open(LiveStage.Setup, ConversationHistory.Empty));
        var reason = await ear.UntilClosed();
        Assert.Equal(CloseClass.RefusedSetup, reason.Class);
        Assert.Contains("GEMINI_API_KEY", reason.Text, StringComparison.Ordinal);
        Assert.Equal(0, stage.Server.Connections);
    }

    [Fact]
    public void A_setup_without_a_model_is_refused_at_once() =>
        Assert.Throws<ArgumentException>(() => _stage.Engine.Open(new Setup(), ConversationHistory.Empty));

    [Fact]
    public async Task A_message_without_content_cannot_be_sent()
    {
        var (conversation, ear, peer) = await _stage.OpenAsync();
        await Assert.ThrowsAsync<ArgumentException>(async () => await conversation.SendAsync(new RealtimeInput(), Token));
        await peer.PartAsync(conversation);
        await ear.DisposeAsync();
    }

    [Fact]
    public async Task A_second_reader_is_refused_and_the_next_one_after_the_first_is_not()
    {
        var (conversation, ear, peer) = await _stage.OpenAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await foreach (var _ in conversation.ReceiveAsync(Token))
            {
            }
        });
        await peer.PartAsync(conversation);
        await ear.DisposeAsync();
        List<LiveEvent> rest = [];
        await foreach (var item in conversation.ReceiveAsync(Token))
        {
            rest.Add(item);
        }

        Assert.Empty(rest);
    }

    [Fact]
    public async Task A_reader_that_stops_loses_nothing_and_closes_nothing()
    {
        var conversation = new Cortex.Live.Session.LiveEngine(_stage.Options, _stage.Clock, _stage.Logs).Open(LiveStage.Setup, ConversationHistory.Empty);
        using var stop = new CancellationTokenSource();
        var stopped = Task.Run(
            async () =>
            {
                await foreach (var _ in conversation.ReceiveAsync(stop.Token))
                {
                }
            },
            Token);
        var peer = await _stage.Server.AcceptAsync();
        await peer.SetUpAsync();
        await Patience.Until(() => conversation.Stats.Connects == 1, "ready");
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stopped.Within("the reader to stop"));

        await peer.SendAsync("""{"voiceActivity":{"type":"ACTIVITY_START"}}""");
        await foreach (var item in conversation.ReceiveAsync(Token))
        {
            if (item.Message is VoiceActivity)
            {
                break;
            }
        }

        await peer.PartAsync(conversation);
    }

    [Fact]
    public async Task Many_callers_at_once_lose_nothing()
    {
        var (conversation, ear, peer) = await _stage.OpenAsync();
        var senders = Enumerable.Range(0, 16).Select(sender => Task.Run(
            async () =>
            {
                for (var i = 0; i < 50; i++)
                {
                    await conversation.SendAsync(new RealtimeInput { Text = $"{sender}:{i}" }, Token);
                    await conversation.SendAsync(LiveStage.Sound((byte)sender, ms: 1), Token);
                }
            },
            Token)).ToArray();
        var next = new int[16];
        var sounds = 0;
        for (var i = 0; i < 1600; i++)
        {
            var input = (await peer.ReceiveAsync()).GetProperty("realtimeInput");
            if (input.TryGetProperty("text", out var text))
            {
                var words = text.GetString()!.Split(':');
                Assert.Equal(next[int.Parse(words[0], null)]++, int.Parse(words[1], null));
            }
            else
            {
                sounds++;
            }
        }

        await Task.WhenAll(senders);
        Assert.Equal(800, sounds);
        await peer.PartAsync(conversation);
        await ear.DisposeAsync();
    }

    [Fact]
    public async Task A_sender_may_use_one_message_again_and_again()
    {
        var conversation = _stage.Engine.Open(LiveStage.Setup, ConversationHistory.Empty);
        await using var ear = new Listener(conversation);
        var samples = new byte[640];
        var message = new RealtimeInput();
        for (byte i = 0; i < 20; i++)
        {
            Array.Fill(samples, i);
            message.Audio = MediaBytes.FromRaw("audio/pcm;rate=16000", samples);
            await conversation.SendAsync(message, Token);
        }

        Array.Fill(samples, (byte)255);
        var peer = await _stage.Server.AcceptAsync();
        await peer.SetUpAsync();
        for (byte i = 0; i < 20; i++)
        {
            var data = (await peer.ReceiveAsync()).GetProperty("realtimeInput").GetProperty("audio").GetProperty("data").GetBytesFromBase64();
            Assert.Equal(LiveStage.Bytes(i, 640), data);
        }

        await peer.PartAsync(conversation);
    }

    [Fact]
    public async Task Deprecated_media_chunks_go_in_the_form_every_model_hears()
    {
        var (conversation, ear, peer) = await _stage.OpenAsync();
        await conversation.SendAsync(new RealtimeInput { MediaChunks = [LiveStage.Sound().Audio!.Value] }, Token);
        Assert.True((await peer.ReceiveAsync()).GetProperty("realtimeInput").TryGetProperty("audio", out _));
        await peer.PartAsync(conversation);
        await ear.DisposeAsync();
    }

    private static ToolResponse Answer(params string[] ids) => new()
    {
        FunctionResponses = [.. ids.Select(static id => new FunctionResponse { Id = id, Name = "set_lamp", Response = JsonElement.Parse("""{"output":"ok"}""") })],
    };
}
