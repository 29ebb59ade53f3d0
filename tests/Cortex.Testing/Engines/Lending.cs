using Cortex.Live;
using Cortex.Live.Protocol;

namespace Cortex.Testing;

/// <summary>Makes messages whose media, and on the way in the message itself, are only on loan.</summary>
internal static class Lending
{
    /// <summary>A client's message that dies with the loan.</summary>
    public static ClientMessage Copy(ClientMessage message, Loan loan) => message switch
    {
        RealtimeInput input => new RealtimeInput
        {
            Audio = Lend(input.Audio, loan),
            Video = Lend(input.Video, loan),
            Text = input.Text,
            ActivityStart = input.ActivityStart,
            ActivityEnd = input.ActivityEnd,
            AudioStreamEnd = input.AudioStreamEnd,
            MediaChunks = input.MediaChunks?.Select(loan.Lend).ToArray(),
            MediaResolution = input.MediaResolution,
        },
        ClientContent content => new ClientContent
        {
            Turns = [.. content.Turns.Select(turn => new Content { Role = turn.Role, Parts = [.. turn.Parts.Select(part => Copy(part, loan))] })],
            TurnComplete = content.TurnComplete,
        },
        _ => message,
    };

    /// <summary>Puts copies on loan into a server's message, in place, and takes them out again at the end.</summary>
    public static Swapped Swap(ServerMessage? message, Loan loan)
    {
        var swapped = new Swapped(loan);
        if (message is ServerContent { ModelTurn: { } turn })
        {
            foreach (var part in turn.Parts)
            {
                if (part.InlineData is { } media)
                {
                    swapped.Remember(part, media);
                    part.InlineData = loan.Lend(media);
                }
            }
        }

        return swapped;
    }

    /// <summary>A copy of a server's message to keep: all media raw and its own.</summary>
    public static ServerMessage Keep(ServerMessage message)
    {
        if (message is not ServerContent content)
        {
            return message;
        }

        return new ServerContent
        {
            ModelTurn = content.ModelTurn is not { } turn ? null : new Content { Role = turn.Role, Parts = [.. turn.Parts.Select(Keep)] },
            GenerationComplete = content.GenerationComplete,
            TurnComplete = content.TurnComplete,
            Interrupted = content.Interrupted,
            InputTranscription = content.InputTranscription,
            OutputTranscription = content.OutputTranscription,
            InterimInputTranscription = content.InterimInputTranscription,
            GroundingMetadata = content.GroundingMetadata,
            UrlContextMetadata = content.UrlContextMetadata,
            WaitingForInput = content.WaitingForInput,
            TurnCompleteReason = content.TurnCompleteReason,
            InteractionStatus = content.InteractionStatus,
            SpeechState = content.SpeechState,
            UsageMetadata = content.UsageMetadata,
        };
    }

    private static Part Keep(Part part) => With(part, part.InlineData is { } media ? MediaBytes.FromRaw(media.MimeType, media.ToArray()) : null);

    private static Part Copy(Part part, Loan loan) => With(part, Lend(part.InlineData, loan));

    private static Part With(Part part, MediaBytes? media) => new()
    {
        Text = part.Text,
        Thought = part.Thought,
        ThoughtSignature = part.ThoughtSignature,
        InlineData = media,
        FileData = part.FileData,
        FunctionCall = part.FunctionCall,
        FunctionResponse = part.FunctionResponse,
        ExecutableCode = part.ExecutableCode,
        CodeExecutionResult = part.CodeExecutionResult,
    };

    private static MediaBytes? Lend(MediaBytes? media, Loan loan) => media is { } lent ? loan.Lend(lent) : null;

    /// <summary>Puts the originals back, so that an engine that fills one object again and again is not disturbed.</summary>
    public sealed class Swapped(Loan loan) : IDisposable
    {
        private readonly List<(Part Part, MediaBytes Media)> _parts = [];

        public void Remember(Part part, MediaBytes media) => _parts.Add((part, media));

        public void Dispose()
        {
            _parts.ForEach(static entry => entry.Part.InlineData = entry.Media);
            loan.Dispose();
        }
    }
}
