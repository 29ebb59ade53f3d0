using Cortex.Live.Protocol;
using Cortex.Testing;

namespace Cortex.Live.Tests.Session.Surviving;

/// <summary>A test for every row of reference 4.6: what a close means, before and after the setup, and what is done about it.</summary>
public sealed class CloseRowsTests : IDisposable
{
    private readonly LiveStage _stage = new(static options => options with { Jitter = static () => 0.5 });

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _stage.Dispose();

    [Theory]
    [InlineData(1000, "", true)]
    [InlineData(1001, "going away", true)]
    [InlineData(1006, "", true)]
    [InlineData(1008, "Operation is not implemented, or supported, or enabled.", true)]
    [InlineData(1008, "Connection aborted because the client failed to close the connection after receiving a GoAway signal once the session durat", true)]
    [InlineData(1008, "The operation was aborted.", true)]
    [InlineData(1011, "Internal error encountered.", true)]
    [InlineData(1011, "Internal error occurred.", true)]
    [InlineData(1011, "The service is currently unavailable.", true)]
    [InlineData(1011, "Deadline expired before operation could complete.", true)]
    [InlineData(1011, "RPC::DEADLINE_EXCEEDED", true)]
    [InlineData(1011, "Thread was cancelled when writing StartStep status to channel", true)]
    [InlineData(1011, "keepalive ping timeout", true)]
    [InlineData(1012, "service restart", true)]
    [InlineData(1007, "Request contains an invalid argument.", false)]
    [InlineData(1008, "Requested entity was not found", false)]
    [InlineData(1008, "BidiGenerateContent session not found", false)]
    public async Task After_the_setup_it_is_recovered_from_with_the_handle_or_afresh(int code, string text, bool resumes)
    {
        var (conversation, ear, first) = await _stage.OpenAsync();
        await conversation.SendAsync(new RealtimeInput { Text = "What is this?" }, Token);
        await first.ReceiveAsync();
        await first.SendAsync("""{"serverContent":{"outputTranscription":{"text":"A red mug."}}}""");
        await first.SendAsync(Wire.Answer);
        await first.SendAsync("""{"serverContent":{"generationComplete":true}}""");
        await first.SendAsync(Wire.Complete);
        await first.SendAsync(Wire.Handle("h"));
        await ear.Until(static item => item.Message is SessionResumptionUpdate, "the handle");
        if (code == 1006)
        {
            first.Break();
        }
        else
        {
            await first.LeaveAsync(code, text);
        }

        var second = await _stage.RedialAsync();
        Assert.Equal(resumes ? "h" : null, Wire.HandleOf(await second.SetUpAsync()));
        if (!resumes)
        {
            Assert.Contains("A red mug.", (await second.ReceiveAsync()).GetProperty("clientContent").ToString(), StringComparison.Ordinal);
        }

        await conversation.SendAsync(LiveStage.Sound(7), Token);
        Assert.Equal(7, Wire.Chunk(await second.ReceiveAsync()));
        await second.PartAsync(conversation);
        await ear.DisposeAsync();
        Assert.Equal((2, resumes ? 1 : 0), (conversation.Stats.Connects, conversation.Stats.Resumes));
    }

    [Theory]
    [InlineData(1007, "setup must be the first message and only the first")]
    [InlineData(1007, "Explicit activity control is not supported when automatic activity detection is enabled.")]
    [InlineData(1007, "Cannot extract voices from a non-audio request.")]
    [InlineData(1007, "The requested combination of response modalities (TEXT) is not supported by the model.")]
    [InlineData(1007, "Thinking level must be specified for this model.")]
    [InlineData(1007, "Thinking level is not supported for this model")]
    [InlineData(1007, "Invalid JSON payload received. Unknown name \"x\" at 'setup': Cannot find field.")]
    [InlineData(1007, "BLOCKING function calls are not supported for this model")]
    [InlineData(1007, "Function response scheduling is not supported for this model")]
    [InlineData(1007, "Unsupported language code 'xx'")]
    [InlineData(1007, "API key not valid. Please pass a valid API key.")]
    [InlineData(1007, "Precondition check failed.")]
    [InlineData(1007, "Request contains an invalid argument.", true)]
    [InlineData(1008, "models/x is not found for API version v1beta, or is not supported for bidiGenerateContent. Call ListModels")]
    [InlineData(1008, "Operation is not implemented, or supported, or enabled.", true)]
    [InlineData(1011, "You exceeded your current quota, please check your plan and billing details")]
    public async Task What_trying_again_cannot_cure_ends_the_session_at_once_with_its_reason(int code, string text, bool onlyBeforeSetup = false)
    {
        foreach (var beforeSetup in onlyBeforeSetup ? [true] : new[] { true, false })
        {
            using var stage = new LiveStage();
            var conversation = stage.Engine.Open(LiveStage.Setup, ConversationHistory.Empty);
            await using var ear = new Listener(conversation);
            var peer = await stage.Server.AcceptAsync();
            await (beforeSetup ? peer.ReceiveAsync() : peer.SetUpAsync());
            await peer.LeaveAsync(code, text);
            var reason = await ear.UntilClosed();
            Assert.Equal((code, text), (reason.Code, reason.Text));
            Assert.Equal(code == 1011 ? CloseClass.Quota : CloseClass.RefusedSetup, reason.Class);
            Assert.Equal(1, stage.Server.Connections);
        }
    }

    [Theory]
    [InlineData(1007, "Request contains an invalid argument.")]
    [InlineData(1008, "BidiGenerateContent session not found")]
    [InlineData(1011, "Internal error encountered.")]
    public async Task A_refused_handle_is_dropped_and_never_shown_again(int code, string text)
    {
        var (conversation, ear, first) = await _stage.OpenAsync();
        await first.SendAsync(Wire.Handle("bad"));
        await ear.Until(static item => item.Message is SessionResumptionUpdate, "the handle");
        first.Break();
        var second = await _stage.RedialAsync();
        Assert.Equal("bad", Wire.HandleOf((await second.ReceiveAsync()).GetProperty("setup")));
        await second.LeaveAsync(code, text);
        var third = await _stage.RedialAsync();
        Assert.Null(Wire.HandleOf(await third.SetUpAsync()));
        await third.SendAsync(Wire.Handle("bad"));
        await ear.Until(item => ear.Messages<SessionResumptionUpdate>().Count == 2, "the bad handle again");
        third.Break();
        var fourth = await _stage.RedialAsync();
        Assert.Null(Wire.HandleOf(await fourth.SetUpAsync()));
        await fourth.PartAsync(conversation);
        await ear.DisposeAsync();
    }

    [Fact]
    public async Task A_handle_whose_session_dies_twice_right_after_resuming_is_poisoned()
    {
        var (conversation, ear, first) = await _stage.OpenAsync();
        await first.SendAsync(Wire.Handle("poison"));
        await ear.Until(static item => item.Message is SessionResumptionUpdate, "the handle");
        await first.LeaveAsync(1011, "Internal error encountered.");
        for (var death = 0; death < 2; death++)
        {
            var next = await _stage.RedialAsync();
            Assert.Equal("poison", Wire.HandleOf(await next.SetUpAsync()));
            await next.LeaveAsync(1011, "Internal error encountered.");
        }

        var fresh = await _stage.RedialAsync();
        Assert.Null(Wire.HandleOf(await fresh.SetUpAsync()));
        await fresh.PartAsync(conversation);
        await ear.DisposeAsync();
    }

    [Fact]
    public async Task After_the_last_attempt_the_session_ends_and_a_stable_connection_counts_anew()
    {
        var (_, ear, peer) = await _stage.OpenAsync();
        for (var round = 0; round < 2; round++)
        {
            peer.Break();
            peer = await _stage.RedialAsync();
            await peer.SetUpAsync();
            await Patience.Until(() => ear.Notices<StateChanged>().Count(static change => change.To is ConversationState.Ready) == round + 2, "ready");
            await _stage.Clock.RunFor(TimeSpan.FromSeconds(11), TimeSpan.FromSeconds(1));
        }

        var connections = _stage.Server.Connections;
        peer.Break();
        for (var attempt = 0; attempt < 5; attempt++)
        {
            peer = await _stage.RedialAsync();
            peer.Break();
        }

        var reason = await ear.UntilClosed();
        Assert.Equal(CloseClass.Network, reason.Class);
        Assert.Contains("given up after 5 attempts", reason.Text, StringComparison.Ordinal);
        Assert.Equal(connections + 5, _stage.Server.Connections);
        await ear.DisposeAsync();
    }
}
