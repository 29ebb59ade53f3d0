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

    /// <summary>The whole of the answer was received.</summary>
    public bool IsGenerated { get; init; }

    /// <summary>A tool was called in this turn.</summary>
    public bool HadCalls { get; init; }

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

    /// <summary>The wearer speaks: the activity that was marked did not end.</summary>
    public bool IsSpeaking { get; init; }

    /// <summary>A question waits for the first sign of its answer.</summary>
    public bool IsWaiting => (IsOpen && !IsAnswered) || NextIsWaiting;

    /// <summary>Nobody speaks, no question is open.</summary>
    public bool IsQuiet => !IsOpen && !IsAnswering && !IsSpeaking && !NextIsWaiting;

    /// <summary>The newest turn that is over.</summary>
    public int LastClosed => IsOpen ? Number - 1 : Number;

    /// <summary>Calls outstanding, oldest first.</summary>
    public ImmutableArray<OpenCall> Calls { get; init; } = [];

    /// <summary>The wearer began to speak, or typed.</summary>
    /// <param name="marked">An activity mark said so.</param>
    public TurnState Asked(bool marked)
    {
        var state = this with { IsMarked = IsMarked || marked, IsSpeaking = IsSpeaking || marked };
        return this switch
        {
            { IsOpen: false } => state.Begin(),
            { IsAnswered: false } => state,
            { IsAnswering: false } => state.Begin(),
            _ => state with { NextIsWaiting = true },
        };
    }

    /// <summary>The model was reminded of the open question: that is no new one.</summary>
    public TurnState Reminded() => IsOpen ? this : Begin();

    /// <summary>The wearer stopped speaking.</summary>
    public TurnState Hushed() => this with { IsMarked = true, IsSpeaking = false };

    /// <summary>The connection ended, and the reader was told <see cref="Dying"/>: what was being answered is over, what was only asked is not.</summary>
    public TurnState Died()
    {
        var state = this with { Calls = [], IsAnswering = false, IsGenerated = false, IsInterrupted = false, AwaitsSpeech = false };
        return NextIsWaiting ? state.Begin()
            : IsOpen && IsAnswered ? state with { IsOpen = false, IsAnswered = false, HadCalls = false }
            : state;
    }

    /// <summary>The open question was given up.</summary>
    public TurnState Given() => this with { IsOpen = false, IsAnswered = false };

    /// <summary>What the end of the connection breaks off here.</summary>
    public BrokenAnswer Breaks => !IsOpen || !IsAnswered || NextIsWaiting || IsSpeaking || IsInterrupted || (IsGenerated && Calls.IsEmpty && !AwaitsSpeech)
        ? BrokenAnswer.None
        : HadCalls ? BrokenAnswer.Tool : BrokenAnswer.Speech;

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

    /// <summary>
    /// What the reader must be told when the connection dies here; in the order of reference 3.3. Where nobody cut in the answer is
    /// not called interrupted: a player would throw away what it holds, and what arrived may be heard to its end.
    /// </summary>
    public ImmutableArray<ServerMessage> Dying()
    {
        var messages = ImmutableArray.CreateBuilder<ServerMessage>();
        if (IsAnswering && !IsInterrupted && !IsGenerated && (IsSpeaking || NextIsWaiting))
        {
            messages.Add(new ServerContent { Interrupted = true });
        }

        var ids = Calls.Select(static call => call.Id).OfType<string>().ToArray();
        if (ids.Length > 0)
        {
            messages.Add(new ToolCallCancellation { Ids = ids });
        }

        if (IsAnswering || (IsOpen && IsAnswered) || ids.Length > 0)
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
                // Words that run ahead of their sound are no answer yet: nobody heard anything.
                IsAnswered = IsAnswered || speaks || content.GenerationComplete,
                IsAnswering = IsAnswering || speaks || content.GenerationComplete,
                IsGenerated = IsGenerated || content.GenerationComplete,
                AwaitsSpeech = AwaitsSpeech && !speaks,
            };
        }
        else if (content.InputTranscription is not null && !IsMarked && !IsOpen)
        {
            state = Begin();
        }

        // A voice that began before the first of the answer, and goes on into it, is what cut it: it is the next question.
        return content.Interrupted && state.IsAnswering ? state with { IsInterrupted = true, NextIsWaiting = NextIsWaiting || IsSpeaking } : state;
    }

    private TurnState Called(ToolCall call) => (IsOpen ? this : Begin()) with
    {
        IsAnswered = true,
        HadCalls = true,
        Calls = Calls.AddRange(call.FunctionCalls.Select(static one => new OpenCall(one.Id is { Length: > 0 } ? one.Id : null, one.Name))),
    };

    private TurnState Cancelled(IReadOnlyList<string> ids) =>
        this with { Calls = Calls.RemoveAll(call => call.Id is not null && ids.Contains(call.Id)) };

    private TurnState Completed(InteractionStatus? status)
    {
        var ends = IsInterrupted || (Calls.IsEmpty && !AwaitsSpeech && (status is null || status == InteractionStatus.Idle));
        var state = this with { IsAnswering = false, IsGenerated = false, IsInterrupted = false };
        return !ends ? state
            : NextIsWaiting ? state.Begin()
            : state with { IsOpen = false, IsAnswered = false, AwaitsSpeech = false, HadCalls = false };
    }

    private TurnState Begin() =>
        this with { Number = Number + 1, IsOpen = true, IsAnswered = false, AwaitsSpeech = false, NextIsWaiting = false, HadCalls = false };
}
