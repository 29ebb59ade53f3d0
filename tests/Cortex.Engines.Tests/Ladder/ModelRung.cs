using Cortex.Live;
using Cortex.Live.Protocol;

namespace Cortex.Engines.Tests.Ladder;

/// <summary>A rung's conversation as a model: it keeps the contract of the seam and does whatever the script rolls.</summary>
internal sealed class ModelRung(int rung, int number, Action<LiveEvent> say)
{
    private readonly List<string> _calls = [];
    private int _callNumber;
    private ConversationState _state = ConversationState.Connecting;

    public int Rung { get; } = rung;

    public int Number { get; } = number;

    public bool IsReady => _state is ConversationState.Ready;

    public bool IsDead { get; private set; }

    /// <summary>The question that is being answered or waits for it; 0 for none.</summary>
    public int Owes { get; set; }

    public bool IsAnswering { get; private set; }

    public bool HasSpoken { get; private set; }

    public bool IsGenerated { get; private set; }

    public bool WearerSpeaks { get; set; }

    public IReadOnlyList<string> Calls => _calls;

    public void BecomeReady()
    {
        if (_state is ConversationState.Connecting)
        {
            Say(new SetupComplete());
            Say(new StateChanged(_state, ConversationState.Ready, ""));
            _state = ConversationState.Ready;
        }
    }

    /// <summary>The wearer began to speak or typed: an answer that runs is interrupted.</summary>
    public void Interrupt()
    {
        if (!IsReady)
        {
            Owes = 0;
        }
        else if (IsAnswering || Owes > 0)
        {
            Say(new ServerContent { Interrupted = true });
            Cancel();
            End();
        }
    }

    public void Speak()
    {
        if (IsReady && Owes > 0 && !IsGenerated && _calls.Count == 0)
        {
            (IsAnswering, HasSpoken) = (true, true);
            Say(new ServerContent { ModelTurn = new Content { Parts = [new Part { InlineData = MediaBytes.FromRaw("audio/pcm;rate=24000", new byte[4800]) }] } });
        }
    }

    public void Generate()
    {
        if (IsReady && Owes > 0 && HasSpoken && !IsGenerated)
        {
            IsGenerated = true;
            Say(new ServerContent { GenerationComplete = true });
        }
    }

    /// <summary>Ends its turn: a whole answer, a truncated one, or one without a sound.</summary>
    public void Complete()
    {
        if (IsReady && Owes > 0 && _calls.Count == 0)
        {
            End();
        }
    }

    public void Call()
    {
        if (IsReady && Owes > 0 && !IsGenerated && _calls.Count < 2)
        {
            var id = $"{Number}-{++_callNumber}";
            _calls.Add(id);
            Say(new ToolCall { FunctionCalls = [new FunctionCall { Id = id, Name = "lamp" }] });
        }
    }

    public void Answered(string id) => _calls.Remove(id);

    public void Hint() => Say(new ServerContent { InputTranscription = new Transcription { Text = " yes" } }, IsReady);

    public void Silence() => Say(new Silent(TimeSpan.FromSeconds(6), SilenceStep.SpokenWord), IsReady);

    public void Die(CloseClass meaning, bool cuts)
    {
        if (IsDead)
        {
            return;
        }

        if (cuts && IsAnswering)
        {
            Say(new ServerContent { Interrupted = true });
        }

        var open = IsReady && (IsAnswering || _calls.Count > 0 || (cuts && Owes > 0));
        Cancel();
        if (open)
        {
            End();
        }

        Say(new StateChanged(_state, ConversationState.Closed, ""));
        IsDead = true;
        say(new LiveEvent(new Closed(new CloseReason(CloseSide.Server, 1011, "", meaning)), 0, Number));
    }

    private void End()
    {
        Owes = 0;
        (IsAnswering, HasSpoken, IsGenerated) = (false, false, false);
        Say(new ServerContent { TurnComplete = true });
    }

    private void Cancel()
    {
        if (_calls.Count > 0)
        {
            Say(new ToolCallCancellation { Ids = [.. _calls] });
            _calls.Clear();
        }
    }

    private void Say(ServerMessage message, bool may = true)
    {
        if (may && !IsDead)
        {
            say(new LiveEvent(message, 0, Number));
        }
    }

    private void Say(Notice notice, bool may = true)
    {
        if (may && !IsDead)
        {
            say(new LiveEvent(notice, 0, Number));
        }
    }
}
