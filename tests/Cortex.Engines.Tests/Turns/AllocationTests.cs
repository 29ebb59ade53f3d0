using Cortex.Engines.Turns;
using Cortex.Live;
using Cortex.Live.Protocol;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cortex.Engines.Tests.Turns;

/// <summary>The audio path allocates nothing per message.</summary>
public sealed class AllocationTests
{
    private const int Messages = 2_000;

    [Theory]
    [InlineData(true, 16_000, false)]
    [InlineData(true, 48_000, false)]
    [InlineData(false, 16_000, false)]
    [InlineData(true, 16_000, true)]
    [InlineData(true, 16_000, false, true)]
    public async Task A_sound_message_allocates_nothing(bool automatic, int rateHz, bool withCallOut, bool base64 = false)
    {
        var brain = new TestBrain(static question => question.Tools.Count == 0 ? [new AnswerToolCalls([new FunctionCall { Name = "lamp" }])] : []);
        var engine = new TurnEngine(brain, new TurnEngineOptions { DefaultBehavior = FunctionBehavior.NonBlocking }, TimeProvider.System, NullLoggerFactory.Instance);
        await using var conversation = engine.Open(automatic ? Stage.Automatic : Stage.Manual, ConversationHistory.Empty);
        await using var ear = new Testing.Listener(conversation);
        if (withCallOut)
        {
            await conversation.SendAsync(new RealtimeInput { Text = "call" }, TestContext.Current.CancellationToken);
            await Testing.Patience.Until(() => ear.Events.Any(static item => item.Message is ServerContent { TurnComplete: true }), "the call is out");
        }

        var bytes = new byte[rateHz / 50 * 2];
        var message = new RealtimeInput
        {
            Audio = base64
                ? MediaBytes.FromBase64($"audio/pcm;rate={rateHz}", System.Text.Encoding.ASCII.GetBytes(Convert.ToBase64String(bytes)))
                : MediaBytes.FromRaw($"audio/pcm;rate={rateHz}", bytes),
        };

        // The timer's and the pool's own first uses come before; tiers of the compiler may still change in one run.
        var least = long.MaxValue;
        for (var round = 0; round < 5; round++)
        {
            least = Math.Min(least, Send(conversation, message));
        }

        Assert.True(least < Messages, $"{Messages} messages allocated {least} bytes");
    }

    private static long Send(ILiveConversation conversation, RealtimeInput message)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Messages; i++)
        {
            var sent = conversation.SendAsync(message);
            Assert.True(sent.IsCompletedSuccessfully);
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
