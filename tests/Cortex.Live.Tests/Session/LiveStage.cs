using System.Net.WebSockets;
using Cortex.Live.Connection;
using Cortex.Live.Protocol;
using Cortex.Live.Session;
using Cortex.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Cortex.Live.Tests.Session;

/// <summary>A live engine, the server it talks to played by hand, a clock that stands still, and the logs.</summary>
internal sealed class LiveStage : IDisposable
{
    public const string Key = "AIzaSy-this-is-the-secret-key-0123456789";

    private int _redials;

    public LiveStage(Func<LiveOptions, LiveOptions>? change = null)
    {
        Options = new LiveOptions
        {
            Endpoint = new Uri("http://live.test"),
            Credentials = new FixedCredentials(Credential.From(Key, "the test")),
            ConnectSocket = (target, _) =>
            {
                Targets.Add(target);
                return new ValueTask<WebSocket>(Server.Connect());
            },
        };
        Options = change?.Invoke(Options) ?? Options;
        Engine = new WellFormed(new LiveEngine(Options, Clock, Logs));
    }

    /// <summary>One connection, and its end is the end.</summary>
    public static SessionPolicy OneConnection { get; } = new() { Backoff = [], OpeningRetries = 0 };

    /// <summary>Nobody watches over the open question: it has tests of its own.</summary>
    public static WatchPolicy Unwatched { get; } = new()
    {
        SpokenWordAfter = Timeout.InfiniteTimeSpan, NudgeAfter = Timeout.InfiniteTimeSpan, ResumeAfter = Timeout.InfiniteTimeSpan, GiveUpAfter = Timeout.InfiniteTimeSpan,
        ShortestAnswer = TimeSpan.Zero, TruncationSigns = 4, SilentTurns = 100,
    };

    public static Setup Setup { get; } = new() { Model = "models/gemini-3.8-live" };

    public LiveOptions Options { get; }

    public WellFormed Engine { get; }

    public ScriptedServer Server { get; } = new();

    public FakeTimeProvider Clock { get; } = new();

    public LogCapture Logs { get; } = new();

    public List<LiveTarget> Targets { get; } = [];

    public static RealtimeInput Sound(byte fill = 1, int ms = 20) => new() { Audio = MediaBytes.FromRaw("audio/pcm;rate=16000", Bytes(fill, ms * 32)) };

    public static byte[] Bytes(byte fill, int count)
    {
        var bytes = new byte[count];
        Array.Fill(bytes, fill);
        return bytes;
    }

    /// <summary>Opens a conversation and takes it to ready.</summary>
    public async Task<(ILiveConversation Conversation, Listener Ear, ServerPeer Peer)> OpenAsync(Setup? setup = null, ConversationHistory? history = null)
    {
        var conversation = Engine.Open(setup ?? Setup, history ?? ConversationHistory.Empty);
        var ear = new Listener(conversation);
        var peer = await Server.AcceptAsync();
        await peer.SetUpAsync();
        await ear.Until(item => item.Message is SetupComplete, "setupComplete");
        return (conversation, ear, peer);
    }

    /// <summary>
    /// Lets time pass until the client makes its next connection, and only while the client waits to make it: on a busy machine a
    /// clock that just ran on would run out on whatever the client is at, and it would rightly leave the connection that it made.
    /// </summary>
    public async Task<ServerPeer> RedialAsync()
    {
        var before = ++_redials;
        while (true)
        {
            await Patience.Until(() => Server.Connections > before || Waits(), "the client to have connected again, or to wait before it does");
            if (Server.Connections > before)
            {
                return await Server.AcceptAsync();
            }

            Clock.Advance(TimeSpan.FromMilliseconds(50));
        }
    }

    private bool Waits() => Logs.Lines.LastOrDefault(static line => line.Event.Id == 1051)?.Message.Contains($" to {nameof(SessionStage.Waiting)} on ", StringComparison.Ordinal) is true;

    public void Dispose() => Server.Dispose();
}
