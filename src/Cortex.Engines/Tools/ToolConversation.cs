using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Cortex.Live;
using Cortex.Live.Protocol;
using Microsoft.Extensions.Logging;

namespace Cortex.Engines.Tools;

/// <summary>A conversation whose own tools are answered inside.</summary>
internal sealed class ToolConversation : ILiveConversation
{
    private readonly ILiveConversation _inner;
    private readonly IReadOnlySet<string> _names;
    private readonly ToolDesk _desk;
    private readonly HeardTurns _heard;
    private readonly ConcurrentDictionary<string, bool> _open = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<ToolUsed> _told = new();

    public ToolConversation(
        ILiveConversation inner, IReadOnlySet<string> names, IToolAnswers answers, TimeSpan limit, bool transcribes, TimeProvider time, ILogger logger)
    {
        (_inner, _names, _heard) = (inner, names, new HeardTurns(transcribes));
        _desk = new ToolDesk(inner, answers, limit, time, logger, static _ => { }, OnClosed, _heard.Words);
    }

    public ConversationStats Stats => _inner.Stats;

    public ValueTask SendAsync(ClientMessage message, CancellationToken cancellationToken = default)
    {
        _heard.Sent(message);
        return message is ToolResponse response
            ? Theirs(response) is { } theirs ? _inner.SendAsync(theirs, cancellationToken) : ValueTask.CompletedTask
            : _inner.SendAsync(message, cancellationToken);
    }

    public async IAsyncEnumerable<LiveEvent> ReceiveAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var item in _inner.ReceiveAsync(cancellationToken).ConfigureAwait(false))
        {
            if (item.Notice is Closed)
            {
                _desk.CancelAll();
            }

            var (timestamp, turn) = (item.Timestamp, item.Turn);
            _heard.Received(item);
            var rest = Take(item);

            // What tools did since is told now, at the place of the next event.
            while (_told.TryDequeue(out var told))
            {
                yield return new LiveEvent(told, timestamp, turn);
            }

            if (item.Notice is not null)
            {
                yield return item;
            }
            else if (rest is not null)
            {
                yield return new LiveEvent(rest, timestamp, turn);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _desk.DisposeAsync().ConfigureAwait(false);
        await _inner.DisposeAsync().ConfigureAwait(false);
    }

    // A call that is answered here is nobody else's to answer. What is left of an answer; null: nothing.
    private ToolResponse? Theirs(ToolResponse response)
    {
        if (!response.FunctionResponses.Any(IsOurs))
        {
            return response;
        }

        FunctionResponse[] theirs = [.. response.FunctionResponses.Where(one => !IsOurs(one))];
        return theirs.Length > 0 ? new ToolResponse { FunctionResponses = theirs } : null;
    }

    private bool IsOurs(FunctionResponse answer) => answer.Id is { } id ? _open.ContainsKey(id) : _names.Contains(answer.Name ?? "");

    // What is left of a message for the holder; null: nothing.
    private ServerMessage? Take(in LiveEvent item)
    {
        switch (item.Message)
        {
            case ToolCall call when call.FunctionCalls.Any(one => _names.Contains(one.Name)):
                foreach (var one in call.FunctionCalls.Where(one => _names.Contains(one.Name)))
                {
                    // The message is on loan; a tool may run longer than that.
                    var own = new FunctionCall { Id = one.Id, Name = one.Name, Args = one.Args?.Clone() };
                    if (own.Id is { } id)
                    {
                        _open.TryAdd(id, true);
                    }

                    _told.Enqueue(new ToolUsed(own.Id ?? "", own.Name, ToolUse.Running));
                    _desk.Take(own, Math.Max(1, item.Turn));
                }

                FunctionCall[] others = [.. call.FunctionCalls.Where(one => !_names.Contains(one.Name))];
                return others.Length > 0 ? new ToolCall { FunctionCalls = others, UsageMetadata = call.UsageMetadata } : Usage(call);

            case ToolCallCancellation cancellation when cancellation.Ids.Any(_open.ContainsKey):
                _desk.Cancel(cancellation.Ids);
                string[] theirs = [.. cancellation.Ids.Where(id => !_open.ContainsKey(id))];
                return theirs.Length > 0 ? new ToolCallCancellation { Ids = theirs, UsageMetadata = cancellation.UsageMetadata } : Usage(cancellation);

            case ServerContent { Interrupted: true }:
                _desk.CancelAll();
                return item.Message;

            default:
                return item.Message;
        }
    }

    private static UsageReport? Usage(ServerMessage message) =>
        message.UsageMetadata is { } usage ? new UsageReport { UsageMetadata = usage } : null;

    private void OnClosed(FunctionCall call, int turn, bool answered, bool silently) =>
        _told.Enqueue(new ToolUsed(call.Id ?? "", call.Name, answered ? ToolUse.Answered : ToolUse.Withdrawn));
}
