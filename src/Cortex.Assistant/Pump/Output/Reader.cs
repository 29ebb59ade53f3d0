using Cortex.Live;
using Cortex.Live.Protocol;
using Microsoft.Extensions.Logging;

namespace Cortex.Assistant.Pump;

/// <summary>
/// Takes the conversation's events apart, each field for itself. Never waits for playback or tools: what cuts, cuts here.
/// </summary>
internal sealed class Reader(
    ILiveConversation conversation,
    Conductor conductor,
    AnswerDecoder decoder,
    Action<ToolCall> onToolCall,
    Action<IReadOnlyList<string>> onToolsCancelled,
    Action<Notice> onNotice,
    ILogger logger)
{
    private string? _unplayable;

    /// <summary>Reads to the end of the conversation.</summary>
    public async Task RunAsync()
    {
        // No token: a conversation ends by being disposed, and says so last.
        await foreach (var item in conversation.ReceiveAsync(CancellationToken.None).ConfigureAwait(false))
        {
            if (item.Notice is { } notice)
            {
                Notice(notice);
            }
            else
            {
                Message(item.Message, item.Timestamp);
            }
        }
    }

    private void Notice(Notice notice)
    {
        switch (notice)
        {
            case Closed closed:
                Log.Over(logger, closed.Reason.ToString());
                conductor.Close(closed.Reason);
                break;
            case StateChanged { To: ConversationState.Ready }:
                conductor.Ready();
                break;
            case StateChanged { To: ConversationState.Recovering or ConversationState.HandingOver }:
                conductor.Away();
                break;
        }

        onNotice(notice);
    }

    private void Message(ServerMessage? message, long arrivedAt)
    {
        switch (message)
        {
            case ServerContent content:
                Content(content, arrivedAt);
                break;
            case SetupComplete:
                conductor.Ready();
                break;
            case ToolCall call:
                onToolCall(call);
                break;
            case ToolCallCancellation cancellation:
                onToolsCancelled(cancellation.Ids);
                break;
            case ServerError error:
                Log.ServerSaid(logger, error.Code, error.Message ?? error.Status);
                onNotice(new Warned($"the server reports an error: {error.Message ?? error.Status ?? "without words"}"));
                break;
        }
    }

    // The order of reference 3.1: interrupted first, the content next, the end last.
    private void Content(ServerContent content, long arrivedAt)
    {
        if (content.Interrupted)
        {
            conductor.Step(TurnInputKind.Interrupted);
        }

        if (content.InputTranscription is { Text.Length: > 0 } heard)
        {
            conductor.WordsHeard(heard.Text);
        }

        if (content.OutputTranscription is { Text.Length: > 0 } said)
        {
            conductor.WordsSaid(said.Text, isText: false);
        }

        if (content.ModelTurn is { } turn)
        {
            for (var i = 0; i < turn.Parts.Count; i++)
            {
                Take(turn.Parts[i], arrivedAt);
            }
        }

        if (content.GenerationComplete)
        {
            conductor.AllArrived();
        }

        if (content.TurnComplete)
        {
            var over = content.InteractionStatus is not { } status || status == InteractionStatus.Idle;
            conductor.Step(over ? TurnInputKind.TurnComplete : TurnInputKind.TurnPaused);
        }
    }

    private void Take(Part part, long arrivedAt)
    {
        if (part is { Text.Length: > 0, Thought: not true })
        {
            conductor.WordsSaid(part.Text, isText: true);
        }

        if (part.InlineData is not { } media)
        {
            return;
        }

        if (!media.MimeType.StartsWith("audio/pcm", StringComparison.OrdinalIgnoreCase))
        {
            LeaveOut("data", media.MimeType);
            return;
        }

        try
        {
            if (decoder.Decode(media) > 0)
            {
                conductor.Sound(decoder, arrivedAt);
            }
        }
        catch (FormatException)
        {
            LeaveOut("damaged base64", media.MimeType);
        }
    }

    // Once for each kind: a stream of them would fill the log.
    private void LeaveOut(string kind, string mimeType)
    {
        if (_unplayable != mimeType)
        {
            _unplayable = mimeType;
            Log.NotPlayed(logger, kind, mimeType);
            onNotice(new Warned($"a part of an answer cannot be played and is left out: {kind} of {mimeType}"));
        }
    }
}
