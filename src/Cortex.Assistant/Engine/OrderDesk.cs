using Cortex.Assistant.Commands;
using Cortex.Assistant.Instruction;
using Cortex.Assistant.Routing;
using Cortex.Live;
using Cortex.Live.Protocol;
using Microsoft.Extensions.Logging;

namespace Cortex.Assistant.Engine;

/// <summary>
/// Does what the wearer orders: cuts the model's answer, changes how much is said, answers what is asked of this device, and tells the
/// holder of the devices the rest. Guarded by the conversation's lock.
/// </summary>
/// <param name="inner">What answers.</param>
/// <param name="answers">What of it passes.</param>
/// <param name="stream">What the reader gets.</param>
/// <param name="options">What this device knows.</param>
/// <param name="setup">The setup for a verbosity.</param>
/// <param name="onVerbosity">Told of another verbosity.</param>
/// <param name="logger">For the log.</param>
internal sealed class OrderDesk(
    ILiveConversation inner, AnswerGate answers, AssistantStream stream, AssistantOptions options, Func<Verbosity, Setup> setup, Action<Verbosity> onVerbosity, ILogger logger)
{
    private Verbosity _verbosity = options.Verbosity;

    /// <summary>Who answers now.</summary>
    public string Answerer { get; set; } = options.Answerer;

    /// <summary>The last question, where this device answered it; null: the model did.</summary>
    public LocalExchange? Local { get; set; }

    /// <summary>There was an answer that there can be more of.</summary>
    public bool WasAnswered { get; set; }

    /// <summary>The engine's turn in which the last order was said; 0: none.</summary>
    public int OrderedTurn { get; private set; }

    /// <summary>Carries out an order, as far as that is done here, and has the rest done.</summary>
    /// <param name="command">The order.</param>
    /// <param name="source">How it was given.</param>
    /// <param name="turn">The engine's turn in which it was said; 0: it was not said to the engine.</param>
    /// <param name="isAll">Nothing else was said: the model's answer to it is not wanted.</param>
    public void Obey(WearerCommand command, string source, int turn, bool isAll = true)
    {
        var name = CommandNames.Of(command);
        Log.Ordered(logger, name, source);
        stream.Put(new Ordered(name, source));
        if (command is WearerCommand.More)
        {
            GoOn(source);
            return;
        }

        var isSaid = source is "voice" or "text";
        var parts = isAll ? Reply(command, isSaid) : [];
        if (isAll && (isSaid || parts.Count > 0 || command is WearerCommand.Stop or WearerCommand.Quiet or WearerCommand.Repeat))
        {
            OrderedTurn = turn;
            stream.Withdraw();
            Cut(turn, endsQuestion: parts.Count == 0);
        }

        if (command is WearerCommand.Quiet or WearerCommand.Less)
        {
            Change(command is WearerCommand.Quiet || _verbosity is Verbosity.Quiet ? Verbosity.Quiet : _verbosity - 1);
        }

        if (parts.Count > 0)
        {
            stream.Speak(parts, isWhole: true);
            // A code is nobody's business who does not hear it.
            if (command is not (WearerCommand.Help or WearerCommand.PairingCode))
            {
                Remember(name, parts[0].Text);
            }
        }
    }

    private IReadOnlyList<LocalPart> Reply(WearerCommand command, bool isSaid) => command switch
    {
        WearerCommand.Battery => [new LocalPart(AssistantWords.Battery(options.Battery?.Read()))],
        WearerCommand.AreYouThere => [new LocalPart(AssistantWords.Here(Answerer))],
        WearerCommand.WhoIsTalking => [new LocalPart(AssistantWords.Who(Answerer))],
        WearerCommand.Help => HelpTour.Of(options.Commands, options.SilencedCues),
        WearerCommand.PairingCode => [new LocalPart(options.Pairing?.Invoke() ?? AssistantWords.NoConsole)],
        WearerCommand.Mute when isSaid => [new LocalPart(AssistantWords.HowToUnmute)],
        _ => [],
    };

    // A step more from now on; and more of the last answer now: of one that was given here the model is told, of its own it knows.
    private void GoOn(string source)
    {
        Change(_verbosity is Verbosity.Detailed ? Verbosity.Detailed : _verbosity + 1);
        if (Local is { } local)
        {
            if (source is not "voice")
            {
                Cut(0, endsQuestion: false);
            }

            answers.Asked();
            Send(TypedText.WithPicture(AssistantWords.GoOn(local.Question, local.Answer), local.Picture));
            Local = null;
        }
        else if (source is not ("voice" or "text") && WasAnswered)
        {
            answers.Asked();
            Send(new RealtimeInput { Text = AssistantWords.TellMore });
        }
    }

    /// <summary>From the next turn on so much is said.</summary>
    public void Change(Verbosity verbosity)
    {
        if (verbosity != _verbosity && !stream.IsOver)
        {
            _verbosity = verbosity;
            onVerbosity(verbosity);
            Send(setup(verbosity));
        }
    }

    /// <summary>It was decided who answers.</summary>
    public void Note(string text, Route route)
    {
        Log.Routed(logger, text, route.Layer, route.Reason);
        if (!stream.IsOver)
        {
            stream.Put(new Routed(text, route.Layer, route.Reason));
        }
    }

    /// <summary>Cuts what is open or still to come.</summary>
    /// <param name="turn">The engine's turn whose answer is not wanted; 0: the one it is at.</param>
    /// <param name="endsQuestion">The reader has a question open that is answered by nobody.</param>
    public void Cut(int turn, bool endsQuestion)
    {
        if (endsQuestion && turn is 0 && !answers.IsOpen)
        {
            // What was typed is a turn, though nobody answers it: else it would stand before the next question.
            stream.BeginOwn();
        }

        var told = answers.Cut(turn, endsQuestion, out var withdrawn);
        foreach (var message in told)
        {
            stream.Put(message);
        }

        Refuse(withdrawn);
    }

    /// <summary>Nobody answers a call of an answer that nobody hears; a call without an answer would hold the model up.</summary>
    public void Refuse(IReadOnlyList<FunctionCall> calls)
    {
        if (calls.Count > 0)
        {
            Send(new ToolResponse { FunctionResponses = [.. calls.Select(static call => new FunctionResponse { Id = call.Id, Name = call.Name, Response = RefusedCall.Response })] });
        }
    }

    /// <summary>What was said here, for the model and for whoever takes the conversation over.</summary>
    public void Remember(string question, string answer) =>
        Send(new ClientContent { Turns = [Content.FromText(AssistantWords.Note(question, answer), "user")], TurnComplete = false });

    private void Send(ClientMessage message) => _ = SendQuietlyAsync(message);

    private async Task SendQuietlyAsync(ClientMessage message)
    {
        try
        {
            await inner.SendAsync(message, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception refused) when (refused is ArgumentException or InvalidOperationException or OperationCanceledException)
        {
            Log.NotTaken(logger, message.GetType().Name, refused.Message);
        }
    }
}
