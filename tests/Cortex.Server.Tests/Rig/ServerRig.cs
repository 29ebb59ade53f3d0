using Cortex.Live;
using Cortex.Server.Hosting;
using Cortex.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Cortex.Server.Tests.Rig;

/// <summary>A server on a real port over a puppet, with a log to search and, where wanted, a clock that stands still.</summary>
internal sealed class ServerRig : IAsyncDisposable
{
    private ServerRig(LiveServer server, PuppetEngine puppet, WellFormed engine, LogCapture log, FakeTimeProvider? clock, StubVoice voice, StubBrain brain)
    {
        Server = server;
        Puppet = puppet;
        Engine = engine;
        Log = log;
        Clock = clock!;
        Voice = voice;
        Brain = brain;
    }

    public LiveServer Server { get; }

    public PuppetEngine Puppet { get; }

    public WellFormed Engine { get; }

    public LogCapture Log { get; }

    /// <summary>Null where the real clock runs.</summary>
    public FakeTimeProvider Clock { get; }

    public StubVoice Voice { get; }

    public StubBrain Brain { get; }

    public Uri Url => Server.Url;

    public static async Task<ServerRig> StartAsync(LiveServerOptions? options = null, bool fakeClock = false, ILiveEngine? engine = null)
    {
        var (puppet, log, voice, brain) = (new PuppetEngine(), new LogCapture(), new StubVoice(), new StubBrain());
        var wrapped = new WellFormed(engine ?? puppet);
        var clock = fakeClock ? new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero)) : null;
        options ??= new LiveServerOptions();
        if (fakeClock)
        {
            // The client answers a close in real time, which a clock that jumps would not grant it.
            options = options with { CloseTimeout = TimeSpan.FromDays(1) };
        }

        var server = await LiveServer.StartAsync(
            options, wrapped, brain, voice, (TimeProvider?)clock ?? TimeProvider.System, log, Patience.Token());
        return new ServerRig(server, puppet, wrapped, log, clock, voice, brain);
    }

    /// <summary>The puppet of the newest conversation, once there are so many.</summary>
    public async Task<PuppetConversation> PuppetAsync(int count = 1)
    {
        await Patience.Until(() => Puppet.Conversations.Count >= count, $"conversation {count} to be opened");
        return Puppet.Conversations[count - 1];
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        Assert.Empty(Engine.Breaches);
    }
}
