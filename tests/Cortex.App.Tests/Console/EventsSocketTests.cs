using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Cortex.App.WebConsole.Events;
using Cortex.App.WebConsole.Messages;
using Cortex.Live;
using Cortex.Live.Protocol;
using Cortex.Testing;

namespace Cortex.App.Tests.WebConsole;

/// <summary>The events socket: what is told, in which order, and what a hostile page can do: nothing.</summary>
public sealed class EventsSocketTests
{
    [Fact]
    public async Task A_page_that_comes_late_is_told_all_that_is_known()
    {
        await using var stage = await ConsoleStage.OpenAsync();
        using var first = await stage.PageAsync("page-one");
        using var live = await stage.LiveAsync("page-one");
        stage.Engine.Newest.Note(new RungChanged("live", "http", "the quota is used up"));
        stage.Engine.Newest.Begin("who are you", "I am Cortex", soundMs: 10);
        stage.Engine.Newest.Complete();
        await first.UntilAsync("turn");

        using var late = await stage.PageAsync("page-two");
        var hello = await late.UntilAsync("hello");
        Assert.Equal("stands", hello.GetProperty("rungs").EnumerateArray().Single(static rung => rung.GetProperty("name").GetString() == "http").GetProperty("state").GetString());
        Assert.Equal("the quota is used up", hello.GetProperty("rungHistory")[0].GetProperty("why").GetString());
        Assert.Equal("I am Cortex", hello.GetProperty("turns")[0].GetProperty("said").GetString());
        Assert.Equal(["who are you", "I am Cortex"], hello.GetProperty("transcript").EnumerateArray().Select(static words => words.GetProperty("text").GetString()));
        Assert.StartsWith("/ws/", hello.GetProperty("livePath").GetString(), StringComparison.Ordinal);
        Assert.EndsWith("?page=page-two", hello.GetProperty("livePath").GetString(), StringComparison.Ordinal);
        Assert.Equal("gemini-3.8-live", hello.GetProperty("model").GetString());
        Assert.Equal("type", hello.EnumerateObject().First().Name);
    }

    [Fact]
    public async Task A_page_that_comes_late_sees_what_was_not_heard_and_what_was_ordered_without_words()
    {
        await using var stage = await ConsoleStage.OpenAsync();
        using var page = await stage.PageAsync("page-one");
        using var live = await stage.LiveAsync("page-one");
        var conversation = stage.Engine.Newest;
        conversation.Begin("tell me a story", "Once upon a time there was a king", soundMs: 8000);
        await page.UntilAsync("said");
        conversation.Interrupt();
        await page.UntilAsync("turn");
        conversation.Note(new Ordered("areYouThere", "key"));
        conversation.Begin("", "I am here.", soundMs: 10);
        var shown = await page.UntilAsync("heard", static heard => heard.GetProperty("order").GetBoolean());
        Assert.Equal((2, "are you there"), (shown.GetProperty("turn").GetInt32(), Text(shown, "text")));
        conversation.Complete();
        await page.UntilAsync("turn");

        using var late = await stage.PageAsync("page-two");
        var hello = await late.UntilAsync("hello");
        var words = hello.GetProperty("transcript").EnumerateArray().ToArray();
        Assert.Equal(["user", "model", "order", "model"], words.Select(static part => Text(part, "role")));
        Assert.True(words[1].GetProperty("interrupted").GetBoolean());
        Assert.Equal("Once upon a time there was a king", Text(words[1], "text") + Text(words[1], "unheard"));
        var log = hello.GetProperty("log").EnumerateArray().Select(static line => Text(line, "words")).ToArray();
        Assert.Single(log, "order: are you there, by key");
        Assert.DoesNotContain(log, static line => line!.Contains("areYouThere", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_notice_of_the_conversation_reaches_the_page_in_its_form()
    {
        await using var stage = await ConsoleStage.OpenAsync();
        using var page = await stage.PageAsync("page-one");
        using var live = await stage.LiveAsync("page-one");
        var conversation = stage.Engine.Newest;
        conversation.Note(new RungChanged("live", "none", "no network"));
        conversation.Note(new Ordered("cameraOff", "voice"));
        conversation.Note(new Routed("what is around", 1, "a question about things"));
        conversation.Note(new Lost(LostKind.Microphone, TimeSpan.FromMilliseconds(40), 2, "too slow"));
        conversation.Note(new Warned("something is not as asked for"));
        conversation.Say(new ToolCall { FunctionCalls = [new FunctionCall { Id = "7", Name = "what_is_around" }] });

        Assert.Equal("none", Text(await page.UntilAsync("rung"), "to"));
        Assert.Equal("error", Text(await page.UntilAsync("state", static state => Text(state, "state") == "error"), "state"));
        var order = await page.UntilAsync("order");
        Assert.Equal(("cameraOff", "voice"), (Text(order, "command"), Text(order, "source")));
        var route = await page.UntilAsync("route");
        Assert.Equal((1, "a question about things"), (route.GetProperty("layer").GetInt32(), Text(route, "reason")));
        var lost = await page.UntilAsync("lost");
        Assert.Equal(("microphone", 40), (Text(lost, "what"), lost.GetProperty("ms").GetInt32()));
        Assert.Equal("warning", Text(await page.UntilAsync("notice", static notice => Text(notice, "kind") == "warned"), "level"));
        var tool = await page.UntilAsync("tool");
        Assert.Equal(("what_is_around", true), (Text(tool, "name"), tool.GetProperty("running").GetBoolean()));
    }

    [Fact]
    public async Task Bytes_and_tokens_are_told_while_somebody_looks()
    {
        var native = new FakeNative { Stats = ConversationStats.Empty with { BytesUp = 1000, BytesDown = 500, Usage = new UsageTotals(10, 20, 30) } };
        await using var stage = await ConsoleStage.OpenAsync(native);
        using var page = await stage.PageAsync("page-one");
        var wire = await page.UntilAsync("wire");
        Assert.Equal((1000, 500), (wire.GetProperty("upBytes").GetInt32(), wire.GetProperty("downBytes").GetInt32()));
        Assert.Equal(30, (await page.UntilAsync("usage")).GetProperty("totalTokens").GetInt32());
    }

    [Theory]
    [InlineData("garbage", 1007)]
    [InlineData("[]", 1007)]
    [InlineData("{\"mode\":\"take\"}", 1007)]
    [InlineData("{\"type\":\"played\",\"ms\":\"soon\"}", 1007)]
    public async Task What_is_no_message_ends_the_socket_with_a_reason(string text, int code)
    {
        await using var stage = await ConsoleStage.OpenAsync();
        using var page = await stage.PageAsync("page-one");
        await page.SendAsync(text);
        Assert.Equal(code, (await page.UntilClosedAsync()).Code);
        using var other = await stage.PageAsync("page-two");
        await other.UntilAsync("hello");
    }

    [Theory]
    [InlineData("""{"type":"something new","mode":7}""")]
    [InlineData("""{"type":"future","turn":7}""")]
    [InlineData("""{"type":"claim","mode":"rob"}""")]
    [InlineData("""{"type":"played","turn":99,"ms":1e300}""")]
    [InlineData("""{"type":"played","ms":-5}""")]
    [InlineData("""{"type":"turnTiming","voiceStartMs":1e300}""")]
    [InlineData("""{"type":"set","key":"volume","value":"NaN"}""")]
    [InlineData("""{"type":"set","key":"live.endpoint","value":"ws://evil.example"}""")]
    [InlineData("""{"type":"order","command":"format the disk"}""")]
    [InlineData("""{"type":"ask","text":""}""")]
    public async Task What_makes_no_sense_changes_nothing(string message)
    {
        await using var stage = await ConsoleStage.OpenAsync();
        using var page = await stage.PageAsync("page-one");
        await page.SendAsync(message.Replace("7", "\"x\"", StringComparison.Ordinal));
        await page.SendAsync("""{"type":"pair"}""");
        await page.UntilAsync("pairing");
        using var other = await stage.PageAsync("page-two");
        var hello = await other.UntilAsync("hello");
        Assert.Equal(("free", 1), (Text(hello, "role"), hello.GetProperty("volume").GetInt32()));
    }

    [Fact]
    public async Task Too_long_a_message_ends_the_socket()
    {
        await using var stage = await ConsoleStage.OpenAsync();
        using var page = await stage.PageAsync("page-one");
        await page.SendAsync($$"""{"type":"ask","text":"{{new string('x', 70_000)}}"}""");
        Assert.Equal(1009, (await page.UntilClosedAsync()).Code);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_end_the_socket()
    {
        await using var stage = await ConsoleStage.OpenAsync();
        using var page = await stage.PageAsync("page-one");
        await page.Socket.SendAsync(new byte[10], WebSocketMessageType.Binary, true, Patience.Token());
        Assert.Equal(1003, (await page.UntilClosedAsync()).Code);
    }

    [Fact]
    public async Task A_flood_of_messages_ends_the_socket_and_disturbs_nobody_else()
    {
        await using var stage = await ConsoleStage.OpenAsync();
        using var page = await stage.PageAsync("page-one");
        try
        {
            for (var i = 0; i < 2000; i++)
                await page.SendAsync("""{"type":"played","ms":1}""");
        }
        catch (WebSocketException)
        {
            // Closed already.
        }

        Assert.Equal(1008, (await page.UntilClosedAsync()).Code);
        using var other = await stage.PageAsync("page-two");
        await other.UntilAsync("hello");
    }

    [Fact]
    public async Task A_question_that_nobody_can_take_is_told_to_whoever_asked_and_says_why()
    {
        await using var stage = await ConsoleStage.OpenAsync();
        using var one = await stage.PageAsync("page-one");
        await one.SendAsync("""{"type":"ask","text":"who is there"}""");
        Assert.StartsWith("nobody holds", Text(await one.UntilAsync("notice"), "words"), StringComparison.Ordinal);

        // It holds the conversation, and has no Live socket yet, or no longer.
        await one.SendAsync("""{"type":"claim","mode":"take","name":"my phone"}""");
        await one.UntilAsync("holder", static holder => Text(holder, "role") == "holder");
        using var two = await stage.PageAsync("page-two");
        await two.SendAsync("""{"type":"ask","text":"who is there"}""");
        Assert.StartsWith("my phone holds", Text(await two.UntilAsync("notice"), "words"), StringComparison.Ordinal);
        await one.SendAsync("""{"type":"pair"}""");
        while (await one.ReceiveAsync() is { } message && Text(message, "type") != "pairing")
            Assert.NotEqual("notice", Text(message, "type"));
    }

    [Fact]
    public async Task What_a_page_that_watches_asks_is_not_said_by_the_holder()
    {
        await using var stage = await ConsoleStage.OpenAsync();
        using var one = await stage.PageAsync("page-one");
        using var live = await stage.LiveAsync("page-one");
        using var two = await stage.PageAsync("page-two");
        await one.SendAsync("""{"type":"ask","text":"yes"}""");
        await Patience.Until(() => stage.Engine.Newest.Texts.Count == 1, "the holder's words");
        await two.SendAsync("""{"type":"ask","text":"go on"}""");
        await Patience.Until(() => stage.Engine.Newest.Texts.Count == 2, "the words of the other");
        Assert.Equal(["yes", "aside: go on"], stage.Engine.Newest.Texts);
    }

    [Fact]
    public async Task A_turn_has_a_name_that_no_turn_of_another_conversation_has()
    {
        await using var stage = await ConsoleStage.OpenAsync();
        using var watcher = await stage.PageAsync("page-zero");
        List<string> ids = [];
        foreach (var page in new[] { "page-one", "page-two" })
        {
            using var live = await stage.LiveAsync(page);
            stage.Engine.Newest.Begin("who are you", "I am Cortex", soundMs: 10);
            stage.Engine.Newest.Complete();
            var said = await watcher.UntilAsync("said");
            var turn = await watcher.UntilAsync("turn");
            Assert.Equal((1, Text(said, "id")), (turn.GetProperty("turn").GetInt32(), Text(turn, "id")));
            ids.Add(Text(turn, "id")!);
        }

        Assert.NotEqual(ids[0], ids[1]);
        using var late = await stage.PageAsync("page-late");
        var hello = await late.UntilAsync("hello");
        Assert.Equal([ids[0], ids[0], ids[1], ids[1]], hello.GetProperty("transcript").EnumerateArray().Select(static words => Text(words, "id")));
        Assert.Equal(ids, hello.GetProperty("turns").EnumerateArray().Select(static turn => Text(turn, "id")));
    }

    [Fact]
    public void What_was_said_before_the_program_began_has_names_too()
    {
        var transcript = new Transcript();
        transcript.Recall(new(HistoryRole.User, "one"));
        transcript.Recall(new(HistoryRole.Model, "answer one"));
        transcript.Recall(new(HistoryRole.User, "two"));
        transcript.Hear(1, "three");
        var ids = transcript.All.Select(static words => words.Id).ToArray();
        Assert.Equal(ids[0], ids[1]);
        Assert.Equal(3, ids.Distinct().Count());
        Assert.Empty(new Transcript().All.Select(static words => words.Id).Intersect(ids));
    }

    [Fact]
    public async Task More_pages_than_sixteen_are_not_let_in()
    {
        await using var stage = await ConsoleStage.OpenAsync();
        var pages = new List<Page>();
        for (var i = 0; i < 16; i++)
            pages.Add(await stage.PageAsync($"page-number-{i}"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await Assert.ThrowsAsync<HttpRequestException>(() => stage.PageAsync("page-number-16"))).StatusCode);
        using var client = new HttpClient();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.GetAsync(new Uri(stage.Url, "/events"), Patience.Token())).StatusCode);
        await pages[0].CloseAsync();
        pages.ForEach(static page => page.Dispose());
    }

    [Fact]
    public async Task A_page_that_does_not_read_costs_a_bounded_memory_and_is_told_what_it_missed()
    {
        var bulletin = new Bulletin();
        var page = bulletin.Add("page-one", static () => new InterruptedMessage(0, "0"));
        for (var i = 1; i <= 10_000; i++)
            bulletin.Post(new InterruptedMessage(i, "i"));
        bulletin.Remove(page);
        List<JsonElement> told = [];
        await foreach (var message in page.ReadAllAsync(Patience.Token()))
        {
            using var document = JsonDocument.Parse(message);
            told.Add(document.RootElement.Clone());
        }

        Assert.Equal(Subscription.Capacity + 1, told.Count);
        Assert.Equal("lost", Text(told[0], "type"));
        Assert.Contains("8977 messages", Text(told[0], "why"), StringComparison.Ordinal);
        Assert.Equal(10_000, told[^1].GetProperty("turn").GetInt32());
    }

    [Theory]
    [InlineData("garbage", 1007)]
    [InlineData("{\"nonsense\":1}", 1007)]
    public async Task Garbage_on_the_Live_socket_ends_it_alone(string text, int code)
    {
        await using var stage = await ConsoleStage.OpenAsync();
        using var live = await stage.ConnectAsync("page-one");
        await live.SendAsync(text);
        Assert.Equal(code, (await live.UntilClosedAsync()).Code);
        using var page = await stage.PageAsync("page-one");
        await page.UntilAsync("hello");
    }

    [Fact]
    public async Task Too_long_a_message_on_the_Live_socket_ends_it()
    {
        await using var stage = await ConsoleStage.OpenAsync();
        using var live = await stage.LiveAsync("page-one");
        var chunk = Encoding.ASCII.GetBytes(new string(' ', 1024 * 1024));
        try
        {
            for (var i = 0; i < 6; i++)
                await live.Socket.SendAsync(chunk, WebSocketMessageType.Text, false, Patience.Token());
        }
        catch (WebSocketException)
        {
            // Closed already.
        }

        Assert.Equal(1009, (await live.UntilClosedAsync()).Code);
    }

    [Fact]
    public async Task Nothing_that_a_page_is_told_holds_a_key_or_the_token()
    {
        await using var stage = await ConsoleStage.OpenAsync(asks: true);
        using var page = await stage.PageAsync("page-one", ("Authorization", "Bearer " + stage.Token));
        var hello = (await page.UntilAsync("hello")).GetRawText();
        Assert.DoesNotContain(stage.Token, hello, StringComparison.Ordinal);
        Assert.DoesNotContain("token", hello, StringComparison.OrdinalIgnoreCase);
    }

    static string Text(JsonElement message, string name) => message.GetProperty(name).GetString()!;
}
