using System.Net;
using System.Net.Sockets;
using System.Text;
using Cortex.Engines.Http;
using Cortex.Engines.Turns;
using Cortex.Live;
using Cortex.Live.Connection;
using Cortex.Live.Protocol;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cortex.Engines.Tests.Http;

/// <summary>A server that means harm, or is not one: the key stays here, every answer ends, and nonsense beside an answer does not cost it.</summary>
public sealed class HostileReplyTests
{
    private static readonly HttpBrainOptions Once = new() { Retries = 0 };

    [Theory]
    [InlineData(307)]
    [InlineData(302)]
    public async Task A_redirect_is_not_followed_so_the_key_goes_nowhere_else(int status)
    {
        var stop = TestContext.Current.CancellationToken;
        using var door = new TcpListener(IPAddress.Loopback, 0);
        door.Start();
        var port = ((IPEndPoint)door.LocalEndpoint).Port;
        var options = Once with
        {
            Endpoint = new Uri($"http://127.0.0.1:{port}"),
            Credentials = new FixedCredentials(Credential.From(FakeApi.Key, "the test")),
        };
        using var api = new FakeApi();
        using var brain = new HttpBrain(options, api.Voice, TimeProvider.System, NullLoggerFactory.Instance);

        var answering = FakeApi.RunAsync(brain, FakeApi.Typed("?"));
        using (var guest = await door.AcceptTcpClientAsync(stop))
        {
            await guest.GetStream().ReadAtLeastAsync(new byte[4096], 1, throwOnEndOfStream: false, stop);
            await guest.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status} Go\r\nLocation: http://127.0.0.1:{port}/elsewhere\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"), stop);
            var failure = await Assert.ThrowsAsync<BrainException>(() => answering);
            Assert.Equal((CloseClass.ServerFault, $"HTTP {status} without a word"), (failure.Reason.Class, failure.Reason.Text));
        }

        Assert.False(door.Pending());
    }

    [Fact]
    public async Task A_key_that_the_server_repeats_is_not_repeated_here()
    {
        using var api = new FakeApi().Replies(HttpStatusCode.Forbidden, $$$"""{"error":{"code":403,"message":"The key {{{FakeApi.Key}}} is blocked."}}""");
        using var brain = api.Brain(options: Once);

        var failure = await Assert.ThrowsAsync<BrainException>(() => FakeApi.RunAsync(brain, FakeApi.Typed("?")));

        Assert.Equal("The key (the key) is blocked.", failure.Reason.Text);
    }

    [Theory]
    [InlineData("""{"candidates":[{"content":{"parts":[null]},"finishReason":"STOP"}]}""")]
    [InlineData("""{"usageMetadata":{"promptTokenCount":1,"promptTokensDetails":[null,{"tokenCount":3}]}}""")]
    [InlineData("""{"usageMetadata":{"totalTokenCount":2147483647,"promptTokensDetails":[{"modality":"AUDIO","tokenCount":2147483647},{"modality":"AUDIO","tokenCount":2147483647}]}}""")]
    public async Task Nonsense_beside_an_answer_does_not_cost_it(string nonsense)
    {
        using var api = new FakeApi().Answers(FakeApi.Slice("Here."), nonsense);
        using var brain = api.Brain();

        var parts = await FakeApi.RunAsync(brain, FakeApi.Typed("?"));

        Assert.Equal("Here.", Assert.Single(parts.OfType<AnswerSpeech>()).Text);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_that_cannot_be_unpacked_is_a_fault_of_the_server(bool isAnswer)
    {
        using var api = new FakeApi().Replies(_ => Task.FromResult(new HttpResponseMessage(isAnswer ? HttpStatusCode.OK : HttpStatusCode.InternalServerError)
        {
            Content = new StreamContent(new System.IO.Compression.GZipStream(new MemoryStream([0xF1, .. "no archive at all, whatever it says of itself"u8]), System.IO.Compression.CompressionMode.Decompress)),
        }));
        using var brain = api.Brain(options: Once);

        var failure = await Assert.ThrowsAsync<BrainException>(() => FakeApi.RunAsync(brain, FakeApi.Typed("?")));

        Assert.Equal(CloseClass.ServerFault, failure.Reason.Class);
    }

    [Fact]
    public async Task An_answer_without_end_is_ended()
    {
        using var api = new FakeApi().Answers([.. Enumerable.Repeat(FakeApi.Slice("And so on and so forth. "), 2000)]);
        using var brain = api.Brain();

        var parts = await FakeApi.RunAsync(brain, FakeApi.Typed("?"));

        Assert.InRange(parts.OfType<AnswerSpeech>().Sum(static speech => speech.Text!.Length), 10_000, 16_000);
        Assert.Equal(TurnCompleteReason.GeneratedOther, Assert.Single(parts.OfType<AnswerEnd>()).Reason);
    }

    [Fact]
    public async Task A_model_that_only_ever_asks_for_tools_is_asked_no_more()
    {
        using var api = new FakeApi();
        using var brain = api.Brain();
        var exchanges = Enumerable.Range(0, 16).Select(static i =>
            new ToolExchange(new FunctionCall { Id = $"c{i}", Name = "look" }, new FunctionResponse { Id = $"c{i}", Name = "look" })).ToList();

        var failure = await Assert.ThrowsAsync<BrainException>(() => FakeApi.RunAsync(brain, FakeApi.Typed("?") with { Tools = exchanges }));

        Assert.Equal(CloseClass.ServerFault, failure.Reason.Class);
        Assert.Empty(api.Requests);
    }
}
