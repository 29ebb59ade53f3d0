using Cortex.Live.Connection;
using Cortex.Live.Protocol;

namespace Cortex.Live.Session;

/// <summary>The sound in a server's message.</summary>
internal static class MediaOf
{
    private const int UsualHz = 24_000;

    /// <summary>How long it is; zero: there is none.</summary>
    public static TimeSpan Sound(ServerMessage message)
    {
        var length = TimeSpan.Zero;
        if (message is ServerContent { ModelTurn.Parts: var parts })
        {
            for (var i = 0; i < parts.Count; i++)
            {
                if (parts[i].InlineData is { } media && media.MimeType.StartsWith("audio/", StringComparison.OrdinalIgnoreCase))
                {
                    length += PcmTime.Of(media, UsualHz);
                }
            }
        }

        return length;
    }

    /// <summary>True where a message carries media at all.</summary>
    public static bool IsIn(ServerMessage message) =>
        message is ServerContent { ModelTurn.Parts: var parts } && parts.Any(static part => part.InlineData is not null);

    /// <summary>Takes the media out of a message that has no room.</summary>
    /// <returns>False where nothing is left of it.</returns>
    public static bool Strip(ServerContent content)
    {
        var rest = content.ModelTurn!.Parts.Where(static part => part.InlineData is null).ToArray();
        content.ModelTurn = rest.Length == 0 ? null : new Content { Role = content.ModelTurn.Role, Parts = rest };
        return rest.Length > 0 || content.GenerationComplete || content.TurnComplete || content.Interrupted
            || content.InputTranscription is not null || content.OutputTranscription is not null || content.InterimInputTranscription is not null
            || content.GroundingMetadata is not null || content.UrlContextMetadata is not null || content.WaitingForInput
            || content.TurnCompleteReason is not null || content.InteractionStatus is not null || content.UsageMetadata is not null;
    }
}
