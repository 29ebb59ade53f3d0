using Cortex.Live.Protocol;
using Cortex.Server.Rules;

namespace Cortex.Server.Sessions;

/// <summary>
/// What the engine says, as this model on this platform would put it on the wire: transcripts only where asked for, the 3.8 turn
/// that ends at a tool call, <c>{}</c> between contents, Vertex's forms (reference 1.3, 2.4, section 3). Pure but for the ledger;
/// used by the connection's speaker alone.
/// </summary>
internal sealed class Speaking(ModelRules model, Setup setup, bool isVertex, bool sendsEmpty, ToolLedger tools)
{
    private static readonly EmptyServerMessage Empty = new();

    private readonly HashSet<string> _blocking = [.. (setup.Tools ?? [])
        .SelectMany(static tool => tool.FunctionDeclarations ?? [])
        .Where(static function => function.Behavior == FunctionBehavior.Blocking)
        .Select(static function => function.Name)];

    private int _contents;
    private bool _endedAtCall;

    /// <summary>The engine's last message ended a turn and no call is open: a handle may be made here.</summary>
    public bool IsAtRest { get; private set; }

    /// <summary>Turns one message of the engine into the messages of the wire, which may be none.</summary>
    public void Take(ServerMessage message, List<ServerMessage> wire)
    {
        IsAtRest = false;
        switch (message)
        {
            case ServerContent content:
                Say(content, wire);
                IsAtRest = content.TurnComplete && !tools.IsPending;
                break;
            case ToolCall call:
                Call(call, wire);
                break;
            case ToolCallCancellation cancellation:
                foreach (var id in cancellation.Ids)
                {
                    tools.Cancel(id);
                }

                wire.Add(cancellation);
                break;
            case VoiceActivity when !model.SendsVoiceActivity:
            case VoiceActivityDetectionSignal when setup.ExplicitVadSignal is not true:
            case SetupComplete or GoAway or SessionResumptionUpdate:
                break;
            default:
                wire.Add(message);
                break;
        }
    }

    private void Say(ServerContent content, List<ServerMessage> wire)
    {
        var speaks = content.ModelTurn is not null || content.OutputTranscription is not null;
        if (_endedAtCall && !speaks)
        {
            // The wire's turn ended at the call already: what the engine still says about its own turn would end another one.
            _endedAtCall = !content.TurnComplete;
            content = Contents.WithoutEnd(content);
        }

        _endedAtCall &= !speaks;
        if (Contents.Filter(content, setup, model) is { } filtered)
        {
            wire.Add(isVertex ? VertexForms.Of(filtered) : filtered);
            if (sendsEmpty && model.SendsEmptyMessages && filtered is ServerContent { ModelTurn: not null } && _contents++ % 4 == 0)
            {
                wire.Add(Empty);
            }
        }
    }

    private void Call(ToolCall call, List<ServerMessage> wire)
    {
        foreach (var function in call.FunctionCalls)
        {
            tools.Open(function.Id ?? "", function.Name);
        }

        wire.Add(isVertex ? VertexForms.Of(call) : call);
        if (model.EndsTurnAtCall && !_endedAtCall && call.FunctionCalls.Any(function => _blocking.Contains(function.Name)))
        {
            // An engine keeps its turn open for a call it must wait for; this model never does.
            wire.Add(new ServerContent { TurnComplete = true });
            _endedAtCall = true;
        }
    }
}
