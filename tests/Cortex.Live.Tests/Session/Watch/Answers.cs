using System.Runtime.InteropServices;

namespace Cortex.Live.Tests.Session.Watch;

/// <summary>What a model says, well or badly, as messages of its server.</summary>
internal static class Answers
{
    private const int Hz = 24_000;

    public const string Generated = """{"serverContent":{"generationComplete":true}}""";
    public const string Interrupted = """{"serverContent":{"interrupted":true}}""";

    /// <summary>As lively as speech, and it ends in a fall.</summary>
    public static string Speech(double seconds)
    {
        var dice = new Random(1);
        return Sound(seconds, (at, left) => left < 0.05 ? 0 : (dice.NextDouble() - 0.5) * 0.4 * Math.Abs(Math.Sin(at * 14)));
    }

    /// <summary>One note, held.</summary>
    public static string Tone(double seconds) => Sound(seconds, static (at, _) => 0.3 * Math.Sin(at * 440 * Math.Tau));

    /// <summary>Speech that nobody can hear.</summary>
    public static string Soft(double seconds) => Sound(seconds, static (at, _) => 0.0005 * Math.Sin(at * 440 * Math.Tau));

    public static string Words(string said) => """{"serverContent":{"outputTranscription":{"text":"SAID"}}}""".Replace("SAID", said, StringComparison.Ordinal);

    public static string Heard(string words) => """{"serverContent":{"inputTranscription":{"text":"SAID"}}}""".Replace("SAID", words, StringComparison.Ordinal);

    public static string Calls(params string[] ids) =>
        $$$"""{"toolCall":{"functionCalls":[{{{string.Join(',', ids.Select(static id => $$"""{"id":"{{id}}","name":"lamp"}"""))}}}]}}""";

    private static string Sound(double seconds, Func<double, double, double> wave)
    {
        var samples = Enumerable.Range(0, (int)(seconds * Hz)).Select(i => (short)(wave((double)i / Hz, seconds - ((double)i / Hz)) * short.MaxValue)).ToArray();
        var data = Convert.ToBase64String(MemoryMarshal.AsBytes(samples.AsSpan()));
        return """{"serverContent":{"modelTurn":{"parts":[{"inlineData":{"mimeType":"audio/pcm;rate=24000","data":"DATA"}}]}}}""".Replace("DATA", data, StringComparison.Ordinal);
    }
}
