using System.Runtime.CompilerServices;
using System.Text.Json;
using Cortex.Live;
using Cortex.Live.Protocol;

namespace Cortex.Engines.Recording.Cassettes;

/// <summary>One play of a cassette.</summary>
internal sealed class CassetteConversation(Cassette cassette, TimeProvider time) : ILiveConversation
{
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _moves = new(0);
    private readonly CancellationTokenSource _over = new();
    private readonly OpenEnds _ends = new();
    private ConversationStats _stats = ConversationStats.Empty;
    private bool _read;

    /// <inheritdoc />
    public ConversationStats Stats
    {
        get
        {
            lock (_gate)
            {
                return _stats;
            }
        }
    }

    /// <inheritdoc />
    public ValueTask SendAsync(ClientMessage message, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            if (message is ToolResponse response)
            {
                _ends.Answered(response);
            }

            _stats = _stats with { MessagesUp = _stats.MessagesUp + 1, FramesSent = _stats.FramesSent + (message is RealtimeInput { Video: not null } ? 1 : 0) };
        }

        if (IsMove(message))
        {
            _moves.Release();
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<LiveEvent> ReceiveAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (Interlocked.Exchange(ref _read, true))
        {
            throw new InvalidOperationException("this conversation is read already; one reader each");
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _over.Token);
        var reader = new ServerMessageReader();
        var clients = new ClientMessageReader();
        var (anchor, anchorAt, turn) = (time.GetTimestamp(), TimeSpan.Zero, 0);
        foreach (var line in PlayedLines())
        {
            turn = Math.Max(turn, line.Turn);
            if (line.Kind is RecordingLineKind.Up && IsMove(line, clients))
            {
                if (!await WaitForMoveAsync(stop.Token).ConfigureAwait(false))
                {
                    break;
                }

                (anchor, anchorAt) = (time.GetTimestamp(), line.At);
            }

            if (line.Kind is not (RecordingLineKind.Down or RecordingLineKind.Notice))
            {
                continue;
            }

            if (!await WaitAsync(anchor, line.At - anchorAt, stop.Token).ConfigureAwait(false))
            {
                break;
            }

            if (Event(line, reader, turn) is { } item)
            {
                yield return item;
                if (item.Notice is Closed)
                {
                    yield break;
                }
            }
        }

        // The recording's client ended it, or the recording ends before the conversation did: it stays open until we end it.
        await WaitAsync(time.GetTimestamp(), Timeout.InfiniteTimeSpan, stop.Token).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        OpenEnds.End[] ends;
        lock (_gate)
        {
            ends = [.. _ends.Close()];
        }

        foreach (var end in ends)
        {
            yield return end.Match(time.GetTimestamp(), turn);
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await _over.CancelAsync().ConfigureAwait(false);

    // What cannot be a message was damaged, and nobody made it.
    private static bool IsMove(RecordingLine line, ClientMessageReader clients)
    {
        try
        {
            return IsMove(clients.Read(line.ToMessage()));
        }
        catch (Exception e) when (e is JsonException or ProtocolException)
        {
            return false;
        }
    }

    private static bool IsMove(ClientMessage message) => message is ClientContent or ToolResponse
        or RealtimeInput { ActivityStart: true } or RealtimeInput { ActivityEnd: true } or RealtimeInput { Text: not null };

    // A goodbye that the recorded client said is said by this one.
    private IEnumerable<RecordingLine> PlayedLines()
    {
        var isOurs = cassette.Lines.Any(static line => NoticeOf(line) is Closed { Reason.Side: CloseSide.Client });
        return isOurs ? cassette.Lines.TakeWhile(static line => NoticeOf(line) is not (Closed or StateChanged { To: ConversationState.Closed })) : cassette.Lines;
    }

    private static Notice? NoticeOf(RecordingLine line)
    {
        if (line.Kind is not RecordingLineKind.Notice)
        {
            return null;
        }

        using var json = JsonDocument.Parse(line.Json);
        return NoticeJson.Read(json.RootElement);
    }

    private LiveEvent? Event(RecordingLine line, ServerMessageReader reader, int turn)
    {
        var now = time.GetTimestamp();
        if (line.Kind is RecordingLineKind.Notice)
        {
            var notice = NoticeOf(line);
            _ends.See(notice);
            return notice is null ? null : new LiveEvent(notice, now, turn);
        }

        ServerMessage message;
        try
        {
            message = reader.Read(line.ToMessage());
        }
        catch (Exception e) when (e is JsonException or ProtocolException)
        {
            return null;
        }

        lock (_gate)
        {
            _ends.See(message);
            _stats = _stats with
            {
                MessagesDown = _stats.MessagesDown + 1,
                Connects = _stats.Connects + (message is SetupComplete ? 1 : 0),
                Usage = message.UsageMetadata is { } usage ? _stats.Usage.Plus(usage) : _stats.Usage,
            };
        }

        return new LiveEvent(message, now, turn);
    }

    private async ValueTask<bool> WaitForMoveAsync(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(CassetteEngine.MoveLimit, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await _moves.WaitAsync(stop.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            return !cancellationToken.IsCancellationRequested;
        }
    }

    private async ValueTask<bool> WaitAsync(long from, TimeSpan span, CancellationToken cancellationToken)
    {
        var left = span == Timeout.InfiniteTimeSpan ? span : span - time.GetElapsedTime(from);
        if (left <= TimeSpan.Zero && span != Timeout.InfiniteTimeSpan)
        {
            return !cancellationToken.IsCancellationRequested;
        }

        await Task.Delay(left, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !cancellationToken.IsCancellationRequested;
    }
}
