using System.Collections.Immutable;
using Cortex.Live.Protocol;

namespace Cortex.Live.Session;

/// <summary>
/// The wearer's turns and what of the newest is still open. Pure. A turn is one utterance or typed question and the answer to it;
/// it ends at turnComplete with no tool call outstanding and interactionStatus absent or IDLE, because some models end the wire's
/// turn at a tool call and speak in the next.
/// </summary>
internal readonly record struct TurnState()
{
    /// <summary>The newest turn, from 1; 0 before the first.</summary>
    public int Number { get; init; }

    /// <summary>The turn began and did not end.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Something of the answer came in this turn.</summary>
    public bool IsAnswered { get; init; }

    /// <summary>An answer is being received: the wire's turn is open.</summary>
    public bool IsAnswering { get; init; }

    /// <summary>The answer was cut, its turnComplete is due.</summary>
    public bool IsInterrupted { get; init; }

    /// <summary>The wearer spoke into the answer: the next turn begins when this one ends.</summary>
    public bool NextIsWaiting { get; init; }

    /// <summary>
    /// A tool was answered and the model did not speak since. The answer can overtake the turnComplete of the call's own turn,
    /// which then must not end the wearer's.
    /// </summary>
    public bool AwaitsSpeech { get; init; }

    /// <summary>The wearer's activity is marked by the client, so transcripts need not open turns.</summary>
    public bool IsMarked { get; init; }

    /// <summary>Calls outstanding, oldest first.</summary>
    public ImmutableArray<OpenCall> Calls { get; init; } = [];

    /// <summary>The wearer began to speak, or typed.</summary>
    /// <param name="marked">An activity mark said so.</param>
    public TurnState Asked(bool marked)
    {
        var state = this with { IsMarked = IsMarked || marked };
        return this switch
        {
            { IsOpen: false } => state.Begin(),
            { IsAnswered: false } => state,
            { IsAnswering: false } => state.Begin(),
            _ => state with { NextIsWaiting = true },
        };
    }

    /// <summary>A tool was answered.</summary>
    /// <param name="call">One of <see cref="Calls"/>.</param>
    /// <param name="silently">The model is not to speak about it.</param>
    public TurnState Answered(OpenCall call, bool silently) =>
        this with { Calls = Calls.Remove(call), AwaitsSpeech = AwaitsSpeech || !silently };

    /// <summary>A message came.</summary>
    /// <param name="message">The message.</param>
    /// <param name="stamp">The turn it belongs to.</param>
    public TurnState Heard(ServerMessage message, out int stamp)
    {
        var state = message switch
        {
            ServerContent content => Heard(content),
            ToolCall call => Called(call),
            ToolCallCancellation cancellation => Cancelled(cancellation.Ids),
            VoiceActivity { Type: var type } when !IsMarked && type == VoiceActivityType.Start => IsOpen ? this : Begin(),
            _ => this,
        };
        stamp = state.Number;
        return message is ServerContent { TurnComplete: true } end ? state.Completed(end.InteractionStatus) : state;
    }

    /// <summary>What the reader must be told when the connection dies here; in the order of reference 3.3.</summary>
    public ImmutableArray<ServerMessage> Dying()
    {
        var messages = ImmutableArray.CreateBuilder<ServerMessage>();
        if (IsAnswering && !IsInterrupted)
        {
            messages.Add(new ServerContent { Interrupted = true });
        }

        var ids = Calls.Select(static call => call.Id).OfType<string>().ToArray();
        if (ids.Length > 0)
        {
            messages.Add(new ToolCallCancellation { Ids = ids });
        }

        if (IsAnswering || ids.Length > 0)
        {
            messages.Add(new ServerContent { TurnComplete = true });
        }

        return messages.DrainToImmutable();
    }

    private TurnState Heard(ServerContent content)
    {
        var speaks = content.ModelTurn is { Parts.Count: > 0 };
        var state = this;
        if (speaks || content.GenerationComplete || content.OutputTranscription is not null)
        {
            state = (IsOpen ? this : Begin()) with
            {
                IsAnswered = true,
                IsAnswering = IsAnswering || speaks || content.GenerationComplete,
                AwaitsSpeech = AwaitsSpeech && !speaks,
            };
        }
        else if (content.InputTranscription is not null && !IsMarked && !IsOpen)
        {
            state = Begin();
        }

        return content.Interrupted && state.IsAnswering ? state with { IsInterrupted = true } : state;
    }

    private TurnState Called(ToolCall call) => (IsOpen ? this : Begin()) with
    {
        IsAnswered = true,
        Calls = Calls.AddRange(call.FunctionCalls.Select(static one => new OpenCall(one.Id is { Length: > 0 } ? one.Id : null, one.Name))),
    };

    private TurnState Cancelled(IReadOnlyList<string> ids) =>
        this with { Calls = Calls.RemoveAll(call => call.Id is not null && ids.Contains(call.Id)) };

    private TurnState Completed(InteractionStatus? status)
    {
        var ends = IsInterrupted || (Calls.IsEmpty && !AwaitsSpeech && (status is null || status == InteractionStatus.Idle));
        var state = this with { IsAnswering = false, IsInterrupted = false };
        return !ends ? state
            : NextIsWaiting ? state.Begin()
            : state with { IsOpen = false, IsAnswered = false, AwaitsSpeech = false };
    }

    private TurnState Begin() =>
        this with { Number = Number + 1, IsOpen = true, IsAnswered = false, AwaitsSpeech = false, NextIsWaiting = false };
}
