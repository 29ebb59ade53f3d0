using Cortex.Live;
using Cortex.Live.Protocol;

namespace Cortex.Server.Sessions;

/// <summary>Where Vertex writes a message differently (reference section 3, 3.1, 3.3).</summary>
internal static class VertexForms
{
    /// <summary>The role is written, and the sound's mime type names no rate.</summary>
    public static ServerMessage Of(ServerMessage message) =>
        message is ServerContent { ModelTurn: { } turn } content
            ? Contents.WithTurn(content, new Content { Role = "model", Parts = [.. turn.Parts.Select(Of)] })
            : message;

    /// <summary>Calls have no ids.</summary>
    public static ToolCall Of(ToolCall call) => new()
    {
        UsageMetadata = call.UsageMetadata,
        FunctionCalls = [.. call.FunctionCalls.Select(static function => new FunctionCall { Name = function.Name, Args = function.Args })],
    };

    private static Part Of(Part part) =>
        part.InlineData is { } data && data.MimeType.StartsWith("audio/pcm", StringComparison.Ordinal)
            ? new Part { InlineData = data.IsBase64 ? MediaBytes.FromBase64("audio/pcm", data.Bytes) : MediaBytes.FromRaw("audio/pcm", data.Bytes) }
            : part;
}
