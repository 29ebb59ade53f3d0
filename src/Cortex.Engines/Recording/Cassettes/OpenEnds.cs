using Cortex.Live;
using Cortex.Live.Protocol;

namespace Cortex.Engines.Recording.Cassettes;

/// <summary>What a cassette has to close for its reader where it is stopped in the middle.</summary>
internal sealed class OpenEnds
{
    private readonly HashSet<string> _calls = [];
    private ConversationState _state = ConversationState.Connecting;
    private bool _answering;

    public void See(Notice? notice)
    {
        if (notice is StateChanged change)
        {
            _state = change.To;
        }
    }

    public void See(ServerMessage message)
    {
        switch (message)
        {
            case ServerContent content:
                _answering = (_answering || content.ModelTurn is not null || content.GenerationComplete) && !content.TurnComplete;
                break;
            case ToolCall call:
                _calls.UnionWith(call.FunctionCalls.Select(static one => one.Id).OfType<string>());
                break;
            case ToolCallCancellation cancellation:
                _calls.ExceptWith(cancellation.Ids);
                break;
        }
    }

    public void Answered(ToolResponse response) => _calls.ExceptWith(response.FunctionResponses.Select(static one => one.Id).OfType<string>());

    /// <summary>The last events, in order.</summary>
    public IEnumerable<End> Close()
    {
        if (_calls.Count > 0)
        {
            yield return new End(new ToolCallCancellation { Ids = [.. _calls] }, null);
        }

        if (_answering || _calls.Count > 0)
        {
            yield return new End(new ServerContent { TurnComplete = true }, null);
        }

        if (_state is not ConversationState.Closed)
        {
            yield return new End(null, new StateChanged(_state, ConversationState.Closed, "the cassette was stopped"));
        }

        yield return new End(null, new Closed(CloseReason.Done));
    }

    internal readonly record struct End(ServerMessage? Message, Notice? Notice)
    {
        public LiveEvent Match(long at, int turn) => Message is not null ? new LiveEvent(Message, at, turn) : new LiveEvent(Notice!, at, turn);
    }
}
