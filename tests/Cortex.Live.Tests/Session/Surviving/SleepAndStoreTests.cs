using Cortex.Live.Connection;
using Cortex.Live.Protocol;
using Cortex.Live.Session;
using Cortex.Testing;

namespace Cortex.Live.Tests.Session.Surviving;

/// <summary>Sleep, restarts, stalls and what ends a wait early.</summary>
public sealed class SleepAndStoreTests
{
    private static readonly RealtimeInput Start = new() { ActivityStart = true };
    private static readonly RealtimeInput End = new() { ActivityEnd = true };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_ten_quiet_minutes_the_connection_closes_and_the_next_voice_reopens_it_with_its_first_word()
    {
        using var stage = new LiveStage(static options => options with { Watch = LiveStage.Unwatched });
        var (conversation, ear, first) = await stage.OpenAsync();
        await conversation.SendAsync(Start, Token);
        await conversation.SendAsync(End, Token);
        await first.SendAsync(Wire.Speech);
        await first.SendAsync(Wire.Complete);
        await first.SendAsync(Wire.Handle("h"));
        await ear.Until(static item => item.Message is SessionResumptionUpdate, "the handle");
        await stage.Clock.RunFor(TimeSpan.FromMinutes(9), TimeSpan.FromSeconds(10));
        Assert.DoesNotContain(ear.Notices<StateChanged>(), static change => change.To is ConversationState.Asleep);
        await stage.Clock.RunUntil(() => ear.Notices<StateChanged>().Any(static change => change.To is ConversationState.Asleep), TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(3));
        Assert.Equal(1000, (await first.ReceiveCloseAsync()).Code);

        for (var i = 0; i < 300; i++)
        {
            await conversation.SendAsync(LiveStage.Sound(99), Token);
        }

        await conversation.SendAsync(Start, Token);
        await conversation.SendAsync(LiveStage.Sound(1), Token);
        var second = await stage.RedialAsync();
        Assert.Equal("h", Wire.HandleOf(await second.SetUpAsync()));
        var heard = 0;
        for (; Wire.Chunk(await second.ReceiveAsync()) != 1; heard++)
        {
        }

        Assert.InRange(heard, 100, 150);
        Assert.Empty(conversation.Stats.Losses);
        await second.PartAsync(conversation);
        await ear.DisposeAsync();
    }

    [Fact]
    public async Task A_restart_takes_up_the_session_that_was_kept()
    {
        var store = new Store();
        using var stage = new LiveStage(options => options with { Store = store });
        var (conversation, ear, peer) = await stage.OpenAsync();
        await conversation.SendAsync(new RealtimeInput { Text = "What is this?" }, Token);
        await peer.ReceiveAsync();
        await peer.SendAsync("""{"serverContent":{"outputTranscription":{"text":"A red mug."}}}""");
        await peer.SendAsync(Wire.Answer);
        await peer.SendAsync(Wire.Complete);
        await peer.SendAsync(Wire.Handle("kept"));
        await stage.Clock.RunUntil(() => store.Kept?.Handle == "kept", TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(10));
        Assert.Contains(store.Kept!.Tail.Entries, static entry => entry.Text == "A red mug.");
        await peer.PartAsync(conversation);
        await ear.DisposeAsync();

        var again = stage.Engine.Open(LiveStage.Setup, ConversationHistory.Empty);
        await using var secondEar = new Listener(again);
        var second = await stage.Server.AcceptAsync();
        Assert.Equal("kept", Wire.HandleOf((await second.ReceiveAsync()).GetProperty("setup")));
        await second.CloseAsync(1008, "BidiGenerateContent session not found");
        var third = await stage.Server.AcceptAsync();
        Assert.Null(Wire.HandleOf(await third.SetUpAsync()));
        Assert.Contains("A red mug.", (await third.ReceiveAsync()).GetProperty("clientContent").ToString(), StringComparison.Ordinal);
        await stage.Clock.RunUntil(() => store.Kept is { Handle: null }, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(10));
        await third.PartAsync(again);
    }

    [Theory]
    [InlineData(nameof(NetworkNews.Answers))]
    [InlineData(nameof(NetworkNews.Moved))]
    [InlineData("voice")]
    public async Task A_wait_is_ended_early(string by)
    {
        var signs = new Signs();
        using var stage = new LiveStage(options => options with { Signs = signs });
        var (conversation, ear, first) = await stage.OpenAsync();
        first.Break();
        await ear.Until(static item => item.Notice is StateChanged { To: ConversationState.Recovering }, "the recovery");
        if (by == "voice")
        {
            await conversation.SendAsync(Start, Token);
        }
        else
        {
            signs.News.Writer.TryWrite(Enum.Parse<NetworkNews>(by));
        }

        // The clock stands still: nothing but the sign can have ended the wait.
        var second = await stage.Server.AcceptAsync();
        await second.SetUpAsync();
        await second.PartAsync(conversation);
        await ear.DisposeAsync();
    }

    [Fact]
    public async Task A_server_that_takes_nothing_any_more_is_left()
    {
        using var stage = new LiveStage(static options => options with { Watch = LiveStage.Unwatched });
        var (conversation, ear, _) = await stage.OpenAsync();
        await conversation.SendAsync(new RealtimeInput { Video = MediaBytes.FromRaw("image/jpeg", new byte[400_000]) }, Token);
        await stage.Clock.RunUntil(() => stage.Server.Connections == 2, TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(20));
        var second = await stage.Server.AcceptAsync();
        await second.SetUpAsync();
        Assert.Contains(conversation.Stats.Closes, static close => close.Text.Contains("took nothing", StringComparison.Ordinal));
        await second.PartAsync(conversation);
        await ear.DisposeAsync();
    }

    private sealed class Store : ISessionStore
    {
        public StoredSession? Kept { get; private set; }

        public ValueTask<StoredSession?> LoadAsync(string model, string endpoint, CancellationToken cancellationToken) => new(Kept);

        public ValueTask SaveAsync(StoredSession session, CancellationToken cancellationToken)
        {
            Kept = session;
            return default;
        }

        public ValueTask ForgetAsync(CancellationToken cancellationToken)
        {
            Kept = null;
            return default;
        }
    }

    private sealed class Signs : INetworkSigns
    {
        public System.Threading.Channels.Channel<NetworkNews> News { get; } = System.Threading.Channels.Channel.CreateBounded<NetworkNews>(8);

        public IAsyncEnumerable<NetworkNews> WatchAsync(LiveTarget target, CancellationToken cancellationToken) => News.Reader.ReadAllAsync(cancellationToken);
    }
}
