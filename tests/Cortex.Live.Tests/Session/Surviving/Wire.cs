using System.Text.Json;

namespace Cortex.Live.Tests.Session.Surviving;

/// <summary>What a server says, and what it is told, in few words.</summary>
internal static class Wire
{
    public const string Speech = """{"serverContent":{"modelTurn":{"parts":[{"inlineData":{"mimeType":"audio/pcm;rate=24000","data":"AQIDBA=="}}]}}}""";

    /// <summary>Enough sound for an answer that nobody asks for again: a quarter of a second.</summary>
    public static string Answer { get; } =
        """{"serverContent":{"modelTurn":{"parts":[{"inlineData":{"mimeType":"audio/pcm;rate=24000","data":"DATA"}}]}}}""".Replace(
            "DATA", Convert.ToBase64String([.. Enumerable.Range(0, 12_000).Select(static i => (byte)(i % 2 == 0 ? i * 37 : i % 32))]), StringComparison.Ordinal);

    public const string Complete = """{"serverContent":{"turnComplete":true}}""";

    public static string Words(string text) => $$$$"""{"serverContent":{"outputTranscription":{"text":"{{{{text}}}}"}}}""";

    public static string Handle(string handle) => $$$"""{"sessionResumptionUpdate":{"newHandle":"{{{handle}}}","resumable":true}}""";

    public static string GoAway(int seconds) => $$$"""{"goAway":{"timeLeft":"{{{seconds}}}s"}}""";

    /// <summary>The first byte of a chunk of the microphone.</summary>
    public static int Chunk(JsonElement message) => message.GetProperty("realtimeInput").GetProperty("audio").GetProperty("data").GetBytesFromBase64()[0];

    /// <summary>The handle in a setup; null: none.</summary>
    public static string? HandleOf(JsonElement setup) =>
        setup.GetProperty("sessionResumption").TryGetProperty("handle", out var handle) ? handle.GetString() : null;
}
