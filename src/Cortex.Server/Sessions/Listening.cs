using Cortex.Live.Protocol;
using Cortex.Server.Rules;

namespace Cortex.Server.Sessions;

/// <summary>
/// What the client says once the setup was accepted: refused, or passed on in the form the engine expects. Pure but for the
/// ledger; used by the connection's reader alone (reference 2.2 to 2.4, 4.6).
/// </summary>
internal sealed class Listening(ModelRules model, Setup setup, bool isVertex, ToolLedger tools)
{
    private readonly bool _isManual = setup.RealtimeInputConfig?.AutomaticActivityDetection?.Disabled is true;
    private bool _isSeeding = setup.HistoryConfig?.InitialHistoryInClientContent is true;

    /// <summary>True once a camera frame came: the session's time is then counted as one with video.</summary>
    public bool HasVideo { get; private set; }

    /// <summary>Contents of now are silent history.</summary>
    public bool IsSeeding => _isSeeding;

    /// <summary>Judges a message and adds what the engine shall get to <paramref name="forward"/>.</summary>
    public Refusal? Take(ClientMessage message, List<ClientMessage> forward) => message switch
    {
        RealtimeInput input => Realtime(input, forward),
        ClientContent content => Content(content, forward),
        ToolResponse response => Tools(response, forward),
        _ => Refusals.SetupFirst,
    };

    private Refusal? Realtime(RealtimeInput input, List<ClientMessage> forward)
    {
        _isSeeding = false;
        if (!_isManual && (input.ActivityStart || input.ActivityEnd))
        {
            return Refusals.ExplicitActivity;
        }

        if (input.MediaChunks is { Count: > 0 } chunks)
        {
            return Chunk(chunks[0], forward);
        }

        if ((input.Audio is { } audio && !MediaRules.IsPcm(audio.MimeType)) || (input.Video is { } video && !MediaRules.IsPicture(video.MimeType)))
        {
            return Refusals.InvalidArgument;
        }

        HasVideo |= input.Video is not null;
        if (!(_isManual && input.AudioStreamEnd))
        {
            forward.Add(input);
        }

        return null;
    }

    private Refusal? Chunk(Live.MediaBytes chunk, List<ClientMessage> forward)
    {
        if (MediaRules.IsPcm(chunk.MimeType))
        {
            if (!model.IgnoresAudioChunks)
            {
                forward.Add(new RealtimeInput { Audio = chunk });
            }

            return null;
        }

        HasVideo = true;
        forward.Add(new RealtimeInput { Video = chunk });
        return MediaRules.IsPicture(chunk.MimeType) ? null : Refusals.InvalidArgument;
    }

    private Refusal? Content(ClientContent content, List<ClientMessage> forward)
    {
        if (!model.TakesContentAnyTime && !_isSeeding)
        {
            return Refusals.InvalidArgument;
        }

        foreach (var turn in content.Turns)
        {
            if (ContentRules.Check(turn, model) is { } refusal)
            {
                return refusal;
            }
        }

        _isSeeding &= !content.TurnComplete;
        forward.Add(content);
        return null;
    }

    private Refusal? Tools(ToolResponse response, List<ClientMessage> forward)
    {
        var answers = new List<FunctionResponse>(response.FunctionResponses.Count);
        foreach (var answer in response.FunctionResponses)
        {
            if ((answer.Scheduling is not null || answer.WillContinue is not null) && !model.TakesScheduling)
            {
                return Refusals.SchedulingForbidden;
            }

            var found = tools.Answer(answer.Id, answer.Name, byName: isVertex, isLast: answer.WillContinue is not true);
            if (found.Id is { } id)
            {
                answers.Add(WithId(answer, id));
            }
            else if (!found.WasOpen)
            {
                return Refusals.EntityNotFound;
            }
        }

        if (answers.Count > 0)
        {
            forward.Add(new ToolResponse { FunctionResponses = answers });
        }

        return null;
    }

    private static FunctionResponse WithId(FunctionResponse answer, string id) =>
        answer.Id == id
            ? answer
            : new()
            {
                Id = id,
                Name = answer.Name,
                Response = answer.Response,
                Scheduling = answer.Scheduling,
                WillContinue = answer.WillContinue,
                Parts = answer.Parts,
            };
}
