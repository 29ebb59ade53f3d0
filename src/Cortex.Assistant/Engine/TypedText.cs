using Cortex.Live;
using Cortex.Live.Protocol;

namespace Cortex.Assistant.Engine;

/// <summary>Typed questions as messages. Pure.</summary>
internal static class TypedText
{
    /// <summary>What was typed; null: it is not the wearer's typed question.</summary>
    public static string? Of(ClientContent content) => content.Turns is [.., { Role: null or "user" } last]
        ? string.Concat(last.Parts.Select(static part => part.Text)).Trim()
        : null;

    /// <summary>A copy of the picture that came with it; null: none.</summary>
    public static MediaBytes? Picture(ClientMessage message) =>
        message is ClientContent { Turns: [.., var last] } && last.Parts.FirstOrDefault(static part => part.InlineData is not null)?.InlineData is { } picture
            ? MediaBytes.FromRaw(picture.MimeType, picture.ToArray())
            : null;

    /// <summary>A question with its picture.</summary>
    public static ClientMessage WithPicture(string text, MediaBytes? picture) => picture is not { } seen ? new RealtimeInput { Text = text } : new ClientContent
    {
        Turns = [new Content { Role = "user", Parts = [new Part { InlineData = seen }, new Part { Text = text }] }],
        TurnComplete = true,
    };
}
