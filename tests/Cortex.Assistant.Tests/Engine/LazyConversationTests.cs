using Cortex.Assistant.Commands;
using Cortex.Assistant.Engine;
using Cortex.Live;
using Cortex.Live.Protocol;
using Cortex.Media.Voices;
using Cortex.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cortex.Assistant.Tests.Engine;

/// <summary>Who connects on use costs nothing until somebody speaks or types, and loses nothing of that.</summary>
public sealed class LazyConversationTests : ILiveEngine, IAsyncDisposable
{
    private readonly ScriptedEngine _engine = new(TimeProvider.System);
    private int _opened;

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    public string Name => "lazy";

    public ILiveConversation Open(Setup setup, ConversationHistory history)
    {
        Interlocked.Increment(ref _opened);
        return _engine.Open(setup, history);
    }

    [Theory]
    [InlineData(true), InlineData(false)]
    public async Task It_connects_when_somebody_speaks_or_types(bool speaks)
    {
        var (talk, ear, assistant) = Begin();
        await using (ear)
        {
            await ear.Until(static item => item.Notice is StateChanged { To: ConversationState.Ready }, "ready");
            await talk.SendAsync(new RealtimeInput { Audio = MediaBytes.FromRaw("audio/pcm;rate=16000", new byte[640]) }, TestContext.Current.CancellationToken);
            await talk.SendAsync(new RealtimeInput { Video = MediaBytes.FromRaw("image/jpeg", new byte[640]) }, TestContext.Current.CancellationToken);
            Assert.True(assistant.Order(WearerCommand.AreYouThere, "key"));
            await ear.Until(static item => item.Message is ServerContent { TurnComplete: true }, "the sign of life");
            Assert.Equal(0, _opened);

            await talk.SendAsync(speaks ? new RealtimeInput { ActivityStart = true } : new RealtimeInput { Text = "Hello" }, TestContext.Current.CancellationToken);
            await talk.SendAsync(new RealtimeInput { Audio = MediaBytes.FromRaw("audio/pcm;rate=16000", new byte[640]) }, TestContext.Current.CancellationToken);
            Assert.Equal(1, _opened);
            Assert.Equal(speaks ? "start audio" : "text audio", _engine.Order);
            _engine.Speak(100);
            _engine.Complete();
            await Patience.Until(() => ear.Messages<ServerContent>().Count(static content => content.TurnComplete) == 2, "the answer");
            Assert.Single(ear.Messages<SetupComplete>());
        }
    }

    [Fact]
    public async Task One_that_was_never_used_ends_well()
    {
        var (_, ear, _) = Begin();
        await ear.DisposeAsync();
        Assert.Equal(0, _opened);
        Assert.Equal(CloseReason.Done, Assert.Single(ear.Notices<Closed>()).Reason);
    }

    private (ILiveConversation Talk, Listener Ear, AssistantEngine Assistant) Begin()
    {
        var assistant = new AssistantEngine(new WellFormed(this), new AssistantOptions { ConnectsOnUse = true }, new CueVoice(), TimeProvider.System, NullLoggerFactory.Instance);
        var setup = new Setup(OrderTests.Plain) { RealtimeInputConfig = new RealtimeInputConfig { AutomaticActivityDetection = new AutomaticActivityDetection { Disabled = true } } };
        var talk = new WellFormed(assistant).Open(setup, ConversationHistory.Empty);
        return (talk, new Listener(talk), assistant);
    }
}
