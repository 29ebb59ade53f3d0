using Cortex.Live;
using Cortex.Live.Connection;
using Cortex.Live.Protocol;
using Cortex.Live.Session;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cortex.App.Bench;

/// <summary>
/// A typed question and the first message of its answer, over the same server: through our client, and through a bare socket.
/// The two take turns, so that a machine that slows down slows both.
/// </summary>
internal sealed class RoundTrip(Uri server, TimeProvider time)
{
    private const string BareSetup = """{"setup":{"model":"models/gemini-3.8-live","generationConfig":{"responseModalities":["AUDIO"]}}}""";
    private static readonly RealtimeInput Question = new() { Text = "ping" };

    public async Task<(List<double> Client, List<double> Bare)> MeasureAsync(int rounds, CancellationToken cancellationToken)
    {
        var engine = new LiveEngine(new LiveOptions { Endpoint = server, Credentials = new FixedCredentials(Credential.From("bench", "the bench")) }, time, NullLoggerFactory.Instance);
        await using var conversation = engine.Open(new Setup { Model = "models/gemini-3.8-live" }, ConversationHistory.Empty);
        await using var events = conversation.ReceiveAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        await UntilReadyAsync(events);
        using var bare = new BareLoop();
        await bare.ConnectAsync(server, BareSetup, cancellationToken);

        var (clientTimes, bareTimes) = (new List<double>(), new List<double>());
        const int WarmUp = 20;
        for (var round = 0; round < rounds + WarmUp; round++)
        {
            var client = await AskAsync(conversation, events, cancellationToken);
            var other = await bare.AskAsync(time, cancellationToken);
            if (round >= WarmUp)
            {
                clientTimes.Add(client.TotalMilliseconds);
                bareTimes.Add(other.TotalMilliseconds);
            }
        }

        return (clientTimes, bareTimes);
    }

    private async Task<TimeSpan> AskAsync(ILiveConversation conversation, IAsyncEnumerator<LiveEvent> events, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        await conversation.SendAsync(Question, cancellationToken);
        TimeSpan? first = null;
        while (await events.MoveNextAsync())
        {
            switch (events.Current)
            {
                case { Message: ServerContent content }:
                    // When the consumer has it in hand, not when the socket had it: what our client adds counts.
                    first ??= time.GetElapsedTime(start);
                    if (content.TurnComplete)
                    {
                        return first.Value;
                    }

                    break;

                case { Notice: Closed closed }:
                    throw new IOException($"the server closed the conversation: {closed.Reason}");
            }
        }

        throw new IOException("the conversation ended");
    }

    private static async Task UntilReadyAsync(IAsyncEnumerator<LiveEvent> events)
    {
        while (await events.MoveNextAsync())
        {
            switch (events.Current)
            {
                case { Message: SetupComplete }:
                    return;
                case { Notice: Closed closed }:
                    throw new IOException($"the server closed the conversation: {closed.Reason}");
            }
        }
    }
}
