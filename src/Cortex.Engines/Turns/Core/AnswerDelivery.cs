using Cortex.Live;
using Cortex.Live.Protocol;

namespace Cortex.Engines.Turns;

/// <summary>
/// An answer on its way from the brain to the reader: what it gives, in the forms the settings ask for, and what the context
/// keeps of it.
/// </summary>
internal sealed class AnswerDelivery(TurnSettings settings, Context context, TurnOutput output)
{
    /// <summary>Takes a part of the answer from the brain; what is spoken waits in the script for its time.</summary>
    public void Take(Answer answer, AnswerPart part)
    {
        switch (part)
        {
            case AnswerHeard heard:
                Heard(answer, heard.Text);
                break;
            case AnswerSpeech speech:
                answer.Script.Add(Cue.Say(settings.AnswersInText ? speech with { Pcm = default } : speech));
                break;
            case AnswerToolCalls { Calls.Count: > 0 } calls:
                answer.Script.Add(Cue.Call(calls.Calls));
                break;
            case AnswerUsage usage:
                answer.Usage = usage.Usage;
                break;
            case AnswerEnd end:
                answer.End = end;
                break;
        }
    }

    /// <summary>Sends words, or a piece of the sound, whose time has come.</summary>
    public void Utter(Answer answer, Utterable next)
    {
        if (next.Words is { } words)
        {
            Words(answer, words);
        }
        else
        {
            output.Do(new TurnAction(TurnActionKind.Speak) { Sound = next.Sound });
        }
    }

    /// <summary>All was sent; an answer that ends for a reason of its own never says so.</summary>
    public void Generated(Answer answer)
    {
        if (!answer.IsGenerated && answer.End is null)
        {
            output.Send(new ServerContent { GenerationComplete = true });
        }

        answer.IsGenerated = true;
    }

    /// <summary>The wire turn is over.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="interrupted">It was cut.</param>
    /// <param name="goesOn">There will be more about its question.</param>
    public void Ended(Answer answer, bool interrupted, bool goesOn)
    {
        var spoken = settings.AnswersInText ? TokenCounts.OfText(answer.Words.Length) : TokenCounts.OfAudio(answer.Script.Sent);
        output.Send(new ServerContent
        {
            TurnComplete = true,
            WaitingForInput = !interrupted && answer.End is { WaitingForInput: true },
            TurnCompleteReason = interrupted ? null : answer.End?.Reason,
            InteractionStatus = !settings.ReportsInteractionStatus ? null : goesOn ? InteractionStatus.InProgress : InteractionStatus.Idle,
            UsageMetadata = answer.Usage ?? Usages.Of(context.Tokens, spoken),
        });
        if (answer.Words.Length > 0 || spoken.Total > 0)
        {
            context.Add(HistoryRole.Model, answer.Words.ToString(), spoken, interrupted);
        }
    }

    private void Heard(Answer answer, string text)
    {
        context.Append(answer.Inquiry.Entry!, text);
        var pieces = new TextPieces(text);
        while (settings.TranscribesInput && !pieces.IsDone)
        {
            output.Send(new ServerContent { InputTranscription = new Transcription { Text = pieces.Next() } });
        }
    }

    // The answer itself, or the transcript of its sound.
    private void Words(Answer answer, string words)
    {
        answer.Words.Append(words);
        if (settings.AnswersInText)
        {
            output.Send(new ServerContent { ModelTurn = Content.FromText(words) });
        }
        else if (settings.TranscribesOutput)
        {
            output.Send(new ServerContent { OutputTranscription = new Transcription { Text = words } });
        }
    }
}
