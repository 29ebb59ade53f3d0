using System.Net;
using Cortex.Engines.Http;
using Cortex.Engines.Turns;
using Cortex.Live;
using Cortex.Live.Protocol;

namespace Cortex.Engines.Tests.Http;

/// <summary>What fails over HTTP, what is tried again, and what it means (reference 7.4).</summary>
public sealed class HttpFailureTests
{
    private const string PerMinute = """{"error":{"code":429,"message":"Quota exceeded.","status":"RESOURCE_EXHAUSTED","details":[{"@type":"type.googleapis.com/google.rpc.QuotaFailure","violations":[{"quotaMetric":"m","quotaId":"GenerateRequestsPerMinutePerProjectPerModel-FreeTier"}]},{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"DELAY"}]}}""";
    private const string PerDay = """{"error":{"code":429,"message":"Quota exceeded.","status":"RESOURCE_EXHAUSTED","details":[{"@type":"type.googleapis.com/google.rpc.QuotaFailure","violations":[{"quotaId":"GenerateRequestsPerDayPerProjectPerModel-FreeTier"}]},{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"1s"}]}}""";

    [Fact]
    public async Task The_servers_own_wait_is_kept_before_it_is_asked_again()
    {
        using var api = new FakeApi().Replies(HttpStatusCode.TooManyRequests, PerMinute.Replace("DELAY", "3s")).Answers(FakeApi.Slice("Here.", "STOP"));
        using var brain = api.Brain();
        var answering = FakeApi.RunAsync(brain, FakeApi.Typed("?"));
        await api.Clock.PassAsync(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(3));

        Assert.Equal("Here.", Assert.IsType<AnswerSpeech>(Assert.Single(await answering)).Text);
    }

    [Fact]
    public async Task A_fault_that_may_pass_is_tried_again_so_often_and_no_more()
    {
        using var api = new FakeApi();
        for (var i = 0; i < 3; i++)
        {
            api.Replies(HttpStatusCode.ServiceUnavailable, """{"error":{"code":503,"message":"The model is overloaded.","status":"UNAVAILABLE"}}""");
        }

        using var brain = api.Brain();

        var answering = FakeApi.RunAsync(brain, FakeApi.Typed("?"));
        await api.Clock.PassAsync(TimeSpan.Zero, TimeSpan.FromSeconds(4));
        await api.Clock.PassAsync(TimeSpan.Zero, TimeSpan.FromSeconds(4));
        var failure = await Assert.ThrowsAsync<BrainException>(() => answering);

        Assert.Equal((CloseClass.ServerFault, "The model is overloaded."), (failure.Reason.Class, failure.Reason.Text));
        Assert.Equal(3, api.Requests.Count);
    }

    [Fact]
    public async Task A_days_quota_and_a_wait_that_is_too_long_for_a_listener_are_not_tried_again()
    {
        foreach (var body in new[] { PerDay, PerMinute.Replace("DELAY", "34s") })
        {
            using var api = new FakeApi().Replies(HttpStatusCode.TooManyRequests, body);
            using var brain = api.Brain();

            var failure = await Assert.ThrowsAsync<BrainException>(() => FakeApi.RunAsync(brain, FakeApi.Typed("?")));

            Assert.Equal(CloseClass.Quota, failure.Reason.Class);
            Assert.Single(api.Requests);
        }
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest, CloseClass.RefusedSetup)]
    [InlineData(HttpStatusCode.Unauthorized, CloseClass.RefusedSetup)]
    [InlineData(HttpStatusCode.Forbidden, CloseClass.RefusedSetup)]
    [InlineData(HttpStatusCode.NotFound, CloseClass.RefusedSetup)]
    [InlineData(HttpStatusCode.InternalServerError, CloseClass.ServerFault)]
    [InlineData(HttpStatusCode.GatewayTimeout, CloseClass.ServerFault)]
    public async Task A_refusal_has_the_class_that_the_ladder_goes_by(HttpStatusCode status, CloseClass expected)
    {
        using var api = new FakeApi().Replies(status, """{"error":{"code":1,"message":"No.","status":"X"}}""");
        using var brain = api.Brain(options: new HttpBrainOptions { Retries = 0 });

        var failure = await Assert.ThrowsAsync<BrainException>(() => FakeApi.RunAsync(brain, FakeApi.Typed("?")));

        Assert.Equal((expected, "No."), (failure.Reason.Class, failure.Reason.Text));
    }

    [Fact]
    public async Task No_network_is_told_from_a_server_that_fails()
    {
        using var api = new FakeApi().Replies(_ => throw new HttpRequestException("Name or service not known"));
        using var brain = api.Brain(options: new HttpBrainOptions { Retries = 0 });

        var failure = await Assert.ThrowsAsync<BrainException>(() => FakeApi.RunAsync(brain, FakeApi.Typed("?")));

        Assert.Equal(CloseClass.Network, failure.Reason.Class);
        Assert.DoesNotContain(FakeApi.Key, failure.ToString());
    }

    [Fact]
    public async Task A_server_that_falls_silent_is_given_up_after_the_limit()
    {
        using var api = new FakeApi().Replies(async cancellation =>
        {
            await Task.Delay(Timeout.Infinite, cancellation);
            throw new InvalidOperationException();
        });
        using var brain = api.Brain();

        var answering = FakeApi.RunAsync(brain, FakeApi.Typed("?"));
        await api.Clock.PassAsync(TimeSpan.FromSeconds(12), TimeSpan.FromSeconds(12));
        var failure = await Assert.ThrowsAsync<BrainException>(() => answering);

        Assert.Equal((CloseClass.ServerFault, "gemini-3.8-flash stopped answering within 12 s"), (failure.Reason.Class, failure.Reason.Text));
    }

    [Fact]
    public async Task An_answer_that_breaks_off_ends_where_it_was_heard()
    {
        using var hold = new HeldStream(FakeApi.Slice("One chair. Two") + "\n\n", "");
        using var api = new FakeApi().Replies(_ => Task.FromResult(hold.Response));
        using var brain = api.Brain();
        List<AnswerPart> parts = [];

        await foreach (var part in brain.AnswerAsync(FakeApi.Typed("?"), TestContext.Current.CancellationToken))
        {
            parts.Add(part);
            hold.Break();
        }

        Assert.Equal("One chair.", Assert.IsType<AnswerSpeech>(parts[0]).Text);
        Assert.Equal(TurnCompleteReason.GeneratedOther, Assert.IsType<AnswerEnd>(Assert.Single(parts[1..])).Reason);
    }

    [Fact]
    public async Task An_interruption_ends_the_request()
    {
        var cut = new TaskCompletionSource();
        using var api = new FakeApi().Replies(async cancellation =>
        {
            await using var registration = cancellation.Register(cut.SetResult);
            await Task.Delay(Timeout.Infinite, cancellation);
            throw new InvalidOperationException();
        });
        using var brain = api.Brain();
        using var interruption = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var token = interruption.Token;
        var answering = Task.Run(async () =>
        {
            await foreach (var _ in brain.AnswerAsync(FakeApi.Typed("?"), token))
            {
            }
        }, token);
        await Cortex.Testing.Patience.Until(() => api.Requests.Count == 1, "the request is made");

        await interruption.CancelAsync();

        await cut.Task.WaitAsync(Cortex.Testing.Patience.Limit, TestContext.Current.CancellationToken);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answering);
    }

    [Fact]
    public void Wrong_options_are_all_named()
    {
        var options = new HttpBrainOptions { Model = "a b", Retries = 99, AnswerTimeout = TimeSpan.Zero };

        Assert.Equal(3, options.Faults().Count);
    }
}
