using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Cortex.Engines.Turns;

namespace Cortex.EndToEnd.Recovery;

/// <summary>Notes every utterance it is asked about, sample for sample, and answers with two seconds of tone.</summary>
internal sealed class HearingBrain : IBrain
{
    private readonly ConcurrentQueue<short[]> _heard = new();

    public string Name => "hearing";

    /// <summary>The utterances that became questions, oldest first.</summary>
    public IReadOnlyList<short[]> Heard => [.. _heard];

    public async IAsyncEnumerable<AnswerPart> AnswerAsync(Question question, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        _heard.Enqueue(MemoryMarshal.Cast<byte, short>(question.Speech.Span).ToArray());
        yield return new AnswerSpeech("I heard you.", Tone(2));
    }

    private static byte[] Tone(int seconds)
    {
        var samples = new short[24_000 * seconds];
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = (short)(6000 * Math.Sin(2 * Math.PI * 330 * i / 24_000));
        }

        return MemoryMarshal.AsBytes(samples.AsSpan()).ToArray();
    }
}
