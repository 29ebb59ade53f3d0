using Cortex.Live.Protocol;
using Cortex.Testing;

namespace Cortex.Live.Tests.Session.Watch;

/// <summary>A session whose wearer has just typed a question, the server that got it, and a clock that moves only when told.</summary>
internal sealed class WatchedStage : IDisposable
{
    private const string Question = "What is this?";

    private readonly LiveStage _stage = new();
    private int _marks;
    private int _ready = 1;

    public Listener Ear { get; private set; } = null!;

    public ILiveConversation Conversation { get; private set; } = null!;

    public ServerPeer Peer { get; private set; } = null!;

    public static async Task<WatchedStage> AskedAsync(string? handle = null)
    {
        var stage = new WatchedStage();
        (stage.Conversation, stage.Ear, stage.Peer) = await stage._stage.OpenAsync();
        if (handle is not null)
        {
            await stage.SaysAsync(Surviving.Wire.Handle(handle));
        }

        await stage.AsksAsync(Question);
        return stage;
    }

    public async Task AsksAsync(string text)
    {
        await Conversation.SendAsync(new RealtimeInput { Text = text }, TestContext.Current.CancellationToken);
        Assert.Equal(text, await TextAsync());
    }

    /// <summary>The server says this, and the session has taken it in.</summary>
    public async Task SaysAsync(params string[] messages)
    {
        foreach (var message in messages)
        {
            var before = Conversation.Stats.MessagesDown;
            await Peer.SendAsync(message);
            await Patience.Until(() => Conversation.Stats.MessagesDown > before, "the message to come");
        }

        // What is counted is taken in, and told to the reader, a moment later. Usage is no sign of life.
        await Peer.SendAsync("""{"usageMetadata":{"totalTokenCount":1}}""");
        var marks = ++_marks;
        await Patience.Until(() => Ear.Messages<UsageReport>().Count == marks, "the reader to get it");
    }

    /// <summary>Time passes, a step of the watch at a time.</summary>
    public void Pass(params double[] seconds) => Array.ForEach(seconds, span => _stage.Clock.Advance(TimeSpan.FromSeconds(span)));

    /// <summary>The next text the server gets.</summary>
    public async Task<string?> TextAsync() => (await Peer.ReceiveAsync()).GetProperty("realtimeInput").GetProperty("text").GetString();

    /// <summary>The session's next connection; returns the handle it shows.</summary>
    public async Task<string?> NextAsync()
    {
        Peer = await _stage.Server.AcceptAsync();
        var handle = Surviving.Wire.HandleOf(await Peer.SetUpAsync());
        var ready = ++_ready;
        await Patience.Until(() => Ear.Notices<StateChanged>().Count(static change => change.To is ConversationState.Ready) == ready, "ready again");
        return handle;
    }

    public async Task<SilenceStep> ToldAsync(SilenceStep step)
    {
        await Ear.Until(item => item.Notice is Silent silent && silent.Step == step, $"{step} to be told");
        return step;
    }

    /// <summary>How the turns of the wire ended, as the reader saw it.</summary>
    public IEnumerable<(int Turn, bool IsOver)> Ends => Ear.Events
        .Where(static item => item.Message is ServerContent { TurnComplete: true })
        .Select(static item => (item.Turn, ((ServerContent)item.Message!).InteractionStatus != InteractionStatus.InProgress));

    public async Task PartAsync()
    {
        await Peer.PartAsync(Conversation);
        await Ear.DisposeAsync();
    }

    public void Dispose() => _stage.Dispose();
}
