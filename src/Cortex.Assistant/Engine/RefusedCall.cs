using System.Text.Json;

namespace Cortex.Assistant.Engine;

/// <summary>What the model is told of a call whose answer nobody wants any more.</summary>
internal static class RefusedCall
{
    /// <summary>The answer.</summary>
    public static JsonElement Response { get; } = Parse();

    private static JsonElement Parse()
    {
        using var document = JsonDocument.Parse("""{"error":"the wearer stopped this answer"}""");
        return document.RootElement.Clone();
    }
}
