using System.Text.Json;
using Cortex.Live;
using Cortex.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Cortex.App.Tests.WebConsole;

/// <summary>One device holds the conversation; what was said goes along when another takes it.</summary>
public sealed class HoldingTests
{
    const string Take = """{"type":"claim","mode":"take","name":"my phone"}""";

    [Fact]
    public async Task A_page_takes_the_conversation_from_this_machine_with_all_that_was_heard()
    {
        var native = new FakeNative();
        await using var stage = await ConsoleStage.OpenAsync(native);
        using var page = await stage.PageAsync("page-one");
        Assert.Equal("watcher", Role(await page.UntilAsync("hello")));
        native.History = new ConversationHistory([new(HistoryRole.User, "what is that"), new(HistoryRole.Model, "a tree")]);

        await page.SendAsync(Take);
        var holder = await page.UntilAsync("holder");
        Assert.Equal(("browser", "my phone", "holder"), (Text(holder, "kind"), Text(holder, "name"), Role(holder)));
        Assert.False(native.IsRunning);

        using var live = await stage.LiveAsync("page-one");
        Assert.Equal(["what is that", "a tree"], stage.Engine.Newest.History.Entries.Select(static entry => entry.Text));
    }

    [Fact]
    public async Task A_page_that_lets_go_gives_the_conversation_back_with_what_it_heard()
    {
        var native = new FakeNative();
        await using var stage = await ConsoleStage.OpenAsync(native);
        using var page = await stage.PageAsync("page-one");
        using var live = await stage.LiveAsync("page-one");
        stage.Engine.Newest.Begin("where am I", "In a wide street with many trees", soundMs: 10_000);
        await page.UntilAsync("said");
        await page.SendAsync("""{"type":"played","ms":5000}""");
        await page.UntilAsync("said", static said => said.GetProperty("heardUpTo").GetInt32() > 0);
        stage.Engine.Newest.Interrupt();
        await page.UntilAsync("interrupted");
        await page.UntilAsync("turn", static turn => turn.GetProperty("interrupted").GetBoolean());
        await page.SendAsync("""{"type":"release"}""");

        await Patience.Until(() => native.IsRunning, "this machine's devices have it again");
        Assert.Equal(["where am I", "In a wide street"], native.Begun.Entries.Select(static entry => entry.Text));
        Assert.True(native.Begun.Entries[1].Interrupted);
        Assert.Equal(1000, (await live.UntilClosedAsync()).Code);
    }

    [Fact]
    public async Task A_second_page_takes_over_and_the_first_is_told_and_closed()
    {
        await using var stage = await ConsoleStage.OpenAsync();
        using var first = await stage.PageAsync("page-one");
        Assert.Equal("free", Role(await first.UntilAsync("hello")));
        await first.SendAsync(Take);
        await first.UntilAsync("holder", static holder => Role(holder) == "holder");
        using var firstLive = await stage.LiveAsync("page-one");
        stage.Engine.Newest.Begin("who are you", "I am Cortex", soundMs: 10);
        stage.Engine.Newest.Complete();
        await first.UntilAsync("turn");

        using var second = await stage.PageAsync("page-two");
        Assert.Equal("watcher", Role(await second.UntilAsync("hello")));
        await second.SendAsync("""{"type":"claim","mode":"take","name":"the laptop"}""");

        var lost = await first.UntilAsync("holder", static holder => Role(holder) == "watcher");
        Assert.Equal("the laptop", Text(lost, "name"));
        var (code, words) = await firstLive.UntilClosedAsync();
        Assert.Equal((1008, "taken over: the laptop holds the conversation now"), (code, words));
        using var secondLive = await stage.LiveAsync("page-two");
        Assert.Equal(["who are you", "I am Cortex"], stage.Engine.Newest.History.Entries.Select(static entry => entry.Text));
    }

    [Fact]
    public async Task A_page_that_watches_sees_the_conversation_of_another()
    {
        await using var stage = await ConsoleStage.OpenAsync();
        using var watcher = await stage.PageAsync("page-two");
        await watcher.SendAsync("""{"type":"claim","mode":"watch","name":"a helper"}""");
        using var live = await stage.LiveAsync("page-one");
        stage.Engine.Newest.Begin("who are you", "I am Cortex", soundMs: 10);
        stage.Engine.Newest.Complete();

        Assert.Equal("who are you", Text(await watcher.UntilAsync("heard"), "text"));
        Assert.Equal("I am Cortex", Text(await watcher.UntilAsync("said"), "text"));
        Assert.Equal("I am Cortex", Text(await watcher.UntilAsync("turn"), "said"));
        Assert.Equal("page-one", stage.Room.Floor.Holder.Page);
    }

    [Fact]
    public async Task A_page_that_is_gone_for_half_a_minute_has_let_go_and_one_that_comes_back_before_has_not()
    {
        var (clock, native) = (new FakeTimeProvider(), new FakeNative());
        await using var stage = await ConsoleStage.OpenAsync(native, clock);
        var page = await stage.PageAsync("page-one");
        await page.SendAsync(Take);
        await page.UntilAsync("holder", static holder => Role(holder) == "holder");
        await page.CloseAsync();
        page.Dispose();
        await Patience.Until(() => stage.Room.Floor.IsAlone("page-one"), "the page is gone");
        clock.Advance(TimeSpan.FromSeconds(29));

        using (var again = await stage.PageAsync("page-one"))
        {
            Assert.Equal("holder", Role(await again.UntilAsync("hello")));
            clock.Advance(TimeSpan.FromSeconds(5));
            Assert.False(native.IsRunning);
            await again.CloseAsync();
        }

        await Patience.Until(() => stage.Room.Floor.IsAlone("page-one"), "the page is gone again");
        clock.Advance(TimeSpan.FromSeconds(31));
        await Patience.Until(() => native.IsRunning, "this machine's devices have it again");
    }

    [Fact]
    public async Task A_page_that_is_loaded_again_goes_on_where_it_was_and_ends_its_older_self()
    {
        await using var stage = await ConsoleStage.OpenAsync();
        using var page = await stage.PageAsync("page-one");
        using var live = await stage.LiveAsync("page-one");
        stage.Engine.Newest.Begin("who are you", "I am Cortex", soundMs: 10);
        stage.Engine.Newest.Complete();
        await page.UntilAsync("turn");

        using var again = await stage.PageAsync("page-one");
        Assert.Equal("holder", Role(await again.UntilAsync("hello")));
        Assert.Equal(4001, (await page.UntilClosedAsync()).Code);
        using var liveAgain = await stage.LiveAsync("page-one");
        Assert.Equal(1008, (await live.UntilClosedAsync()).Code);
        Assert.Equal(["who are you", "I am Cortex"], stage.Engine.Newest.History.Entries.Select(static entry => entry.Text));
    }

    [Fact]
    public async Task Another_Live_client_is_a_device_like_a_page_and_plays_as_the_sound_comes()
    {
        var native = new FakeNative();
        await using var stage = await ConsoleStage.OpenAsync(native);
        using var watcher = await stage.PageAsync("page-one");
        using (var live = await stage.LiveAsync(null))
        {
            Assert.Equal("client", Text(await watcher.UntilAsync("holder"), "kind"));
            Assert.False(native.IsRunning);
            stage.Engine.Newest.Begin("who are you", "I am Cortex", soundMs: 10);
            stage.Engine.Newest.Complete();
            Assert.Equal("I am Cortex", Text(await watcher.UntilAsync("turn"), "said"));
        }
    }

    [Fact]
    public async Task A_recording_gives_the_conversation_to_nobody()
    {
        await using var stage = await ConsoleStage.OpenAsync(new FakeNative { Yields = false });
        using var page = await stage.PageAsync("page-one");
        await page.SendAsync(Take);
        Assert.Equal("refused", Text(await page.UntilAsync("notice"), "kind"));
        Assert.Equal("native", Text(await page.UntilAsync("holder"), "kind"));
        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => stage.ConnectAsync("page-one"));
        Assert.Equal(System.Net.HttpStatusCode.Conflict, refused.StatusCode);
        Assert.True(stage.Native!.IsRunning);
    }

    [Fact]
    public async Task Devices_that_cannot_be_had_again_are_asked_again()
    {
        var (clock, native) = (new FakeTimeProvider(), new FakeNative());
        await using var stage = await ConsoleStage.OpenAsync(native, clock);
        using var page = await stage.PageAsync("page-one");
        await page.SendAsync(Take);
        await page.UntilAsync("holder", static holder => Role(holder) == "holder");
        native.Missing = "the microphone was pulled out";
        await page.SendAsync("""{"type":"release"}""");
        await page.UntilAsync("holder", static holder => Role(holder) == "free");
        Assert.Contains(stage.Said, static words => words.Contains("pulled out", StringComparison.Ordinal));

        native.Missing = null;
        clock.Advance(TimeSpan.FromSeconds(11));
        await page.UntilAsync("holder", static holder => Text(holder, "kind") == "native");
        Assert.True(native.IsRunning);
    }

    [Fact]
    public async Task The_setup_of_a_page_says_how_it_listens_and_nothing_of_who_answers()
    {
        await using var stage = await ConsoleStage.OpenAsync();
        using var live = await stage.LiveAsync("page-one", """{"setup":{"model":"models/gemini-3.8-live","systemInstruction":{"parts":[{"text":"be rude"}]},"realtimeInputConfig":{"automaticActivityDetection":{"disabled":true}}}}""");
        var setup = stage.Engine.Newest.Setup;
        Assert.Equal("models/configured", setup.Model);
        Assert.Equal("be brief", setup.SystemInstruction!.Parts[0].Text);
        Assert.True(setup.RealtimeInputConfig!.AutomaticActivityDetection!.Disabled);
    }

    [Fact]
    public async Task Orders_and_questions_of_a_page_reach_whoever_holds_the_conversation()
    {
        var native = new FakeNative();
        await using var stage = await ConsoleStage.OpenAsync(native);
        using var page = await stage.PageAsync("page-one");
        await page.SendAsync("""{"type":"order","command":"stop"}""");
        await page.SendAsync("""{"type":"ask","text":"what time is it"}""");
        await page.SendAsync("""{"type":"set","key":"volume","value":"0.5"}""");
        await page.UntilAsync("setting", static setting => Text(setting, "key") == "volume" && Text(setting, "value") == "0.5");
        Assert.Equal(["begin", "order Stop console", "ask what time is it", "set volume"], native.Done);

        using var live = await stage.LiveAsync("page-two");
        await page.SendAsync("""{"type":"order","command":"repeat"}""");
        var order = await page.UntilAsync("order", static order => Text(order, "command") == "repeat");
        Assert.Equal("console", Text(order, "source"));
        await page.SendAsync("""{"type":"ask","text":"and now"}""");
        await Patience.Until(() => stage.Engine.Newest.Texts is ["aside: and now"], "the question reaches the page's conversation");
    }

    static string Role(JsonElement message) => Text(message, "role");

    static string Text(JsonElement message, string name) => message.GetProperty(name).GetString()!;
}
