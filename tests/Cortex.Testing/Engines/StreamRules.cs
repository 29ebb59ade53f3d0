using Cortex.Live;
using Cortex.Live.Protocol;

namespace Cortex.Testing;

/// <summary>The contract of a stream of events as a pure checker: each call returns the breach, or null.</summary>
internal sealed class StreamRules
{
    private readonly HashSet<string> _asked = [];
    private readonly HashSet<string> _outstanding = [];
    private readonly Queue<string> _trail = new();
    private ConversationState _state = ConversationState.Connecting;
    private bool _setUp;
    private bool _answering;
    private bool _interrupted;
    private bool _closed;
    private int _turn;
    private long _timestamp = long.MinValue;

    /// <summary>The newest events, for the message of a breach.</summary>
    public string Trail => string.Join(", ", _trail);

    public string? Sending(ClientMessage message)
    {
        if (message is not ToolResponse response)
        {
            return null;
        }

        foreach (var answer in response.FunctionResponses)
        {
            if (answer.Id is { Length: > 0 } id && !_asked.Contains(id))
            {
                return $"the user answers call {id} of {answer.Name}, which was never asked";
            }

            if (answer.WillContinue is not true)
            {
                _outstanding.Remove(answer.Id ?? "");
            }
        }

        return null;
    }

    public string? Received(LiveEvent item)
    {
        var breach = Stamps(item) ?? (item.Notice is { } notice ? Noticed(notice) : Message(item.Message));
        _trail.Enqueue($"{Describe(item)}@{item.Turn}");
        if (_trail.Count > 12)
        {
            _trail.Dequeue();
        }

        return breach;
    }

    public string? Ended() => _closed ? null : "the stream ended without Closed";

    private static string Describe(LiveEvent item) => item switch
    {
        { Notice: { } notice } => notice.ToString(),
        { Message: ServerContent content } => "content" + (content.Interrupted ? " interrupted" : "") + (content.ModelTurn is null ? "" : " model")
            + (content.GenerationComplete ? " generated" : "") + (content.TurnComplete ? " complete" : ""),
        _ => item.Message?.GetType().Name ?? "nothing",
    };

    private string? Stamps(LiveEvent item)
    {
        var breach = _closed ? $"{Describe(item)} came after Closed"
            : item.Turn < _turn ? $"the turn went back from {_turn} to {item.Turn}"
            : item.Timestamp < _timestamp ? $"the timestamp went back from {_timestamp} to {item.Timestamp}"
            : item.Message is null == item.Notice is null ? "an event is a message or a notice, this is both or neither"
            : null;
        (_turn, _timestamp) = (Math.Max(_turn, item.Turn), item.Timestamp);
        return breach;
    }

    private string? Noticed(Notice notice)
    {
        switch (notice)
        {
            case Closed:
                _closed = true;
                return _interrupted ? "Closed came while an interrupted answer was not completed"
                    : _answering ? "Closed came in the middle of an answer that nobody ended for the reader"
                    : _outstanding.Count > 0 ? $"Closed came while the calls {string.Join(", ", _outstanding)} were neither answered nor cancelled"
                    : null;
            case StateChanged change:
                var from = _state;
                _state = change.To;
                return change.From != from ? $"the state went from {change.From}, it was {from}"
                    : Allowed(change.From, change.To) ? null
                    : $"the state may not go from {change.From} to {change.To}";
            default:
                return null;
        }
    }

    private static bool Allowed(ConversationState from, ConversationState to) => (from, to) switch
    {
        (ConversationState.Closed, _) => false,
        (_, ConversationState.Closed) => true,
        (ConversationState.Connecting, ConversationState.Ready or ConversationState.Recovering) => true,
        (ConversationState.Ready, ConversationState.HandingOver or ConversationState.Recovering or ConversationState.Asleep) => true,
        (ConversationState.Asleep, ConversationState.HandingOver) => true,
        (ConversationState.HandingOver, ConversationState.Ready or ConversationState.Recovering) => true,
        (ConversationState.Recovering, ConversationState.Ready) => true,
        _ => false,
    };

    private string? Message(ServerMessage? message)
    {
        if (_state is ConversationState.Closed)
        {
            return "a message came after the state was closed";
        }

        if (message is SetupComplete)
        {
            var again = _setUp;
            _setUp = true;
            return again ? "SetupComplete came twice" : null;
        }

        return !_setUp ? $"{message?.GetType().Name} came before SetupComplete" : message switch
        {
            ServerContent content => Content(content),
            ToolCall call => Called(call),
            ToolCallCancellation cancellation => Cancelled(cancellation),
            _ => null,
        };
    }

    // In the order a reader must handle the fields: interrupted, then the content, then the end.
    private string? Content(ServerContent content)
    {
        _interrupted |= content.Interrupted && _answering;
        var speaks = content.ModelTurn is { Parts.Count: > 0 };
        if (_interrupted && (speaks || content.GenerationComplete))
        {
            return $"{(speaks ? "more of an answer" : "generationComplete")} came after interrupted and before turnComplete";
        }

        _answering |= speaks || content.GenerationComplete;
        if (content.TurnComplete)
        {
            (_answering, _interrupted) = (false, false);
        }

        return null;
    }

    private string? Called(ToolCall call)
    {
        foreach (var one in call.FunctionCalls)
        {
            if (one.Id is not { Length: > 0 } id)
            {
                continue;
            }

            if (!_asked.Add(id))
            {
                return $"the call {id} of {one.Name} was asked twice";
            }

            _outstanding.Add(id);
        }

        return null;
    }

    private string? Cancelled(ToolCallCancellation cancellation)
    {
        foreach (var id in cancellation.Ids)
        {
            if (!_asked.Contains(id))
            {
                return $"the call {id} was cancelled and never asked";
            }

            _outstanding.Remove(id);
        }

        return null;
    }
}
