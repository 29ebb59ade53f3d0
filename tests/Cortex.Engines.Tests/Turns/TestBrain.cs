using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Cortex.Engines.Turns;

namespace Cortex.Engines.Tests.Turns;

/// <summary>A brain that does what the test says, and keeps what it was asked.</summary>
internal sealed class TestBrain(Func<Question, IEnumerable<AnswerPart>> answer) : IBrain
{
    private readonly ConcurrentQueue<Question> _asked = new();
    private int _cancelled;
    private int _waiting;

    public string Name => "test";

    /// <summary>What was asked, with a copy of the speech.</summary>
    public IReadOnlyList<Question> Asked => [.. _asked];

    /// <summary>Where set, every answer waits for it first.</summary>
    public Task Before { get; set; } = Task.CompletedTask;

    /// <summary>Askings that were cancelled while they waited.</summary>
    public int Cancelled => _cancelled;

    /// <summary>Askings that wait for <see cref="Before"/>.</summary>
    public int Waiting => _waiting;

    /// <summary>A second of a tone, and its words.</summary>
    public static AnswerSpeech Say(string text, double seconds) => new(text, new byte[(int)(seconds * 24_000) * 2]);

    public static TestBrain Says(string text, double seconds) => new(_ => [Say(text, seconds)]);

    public async IAsyncEnumerable<AnswerPart> AnswerAsync(Question question, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        _asked.Enqueue(question with { Speech = question.Speech.ToArray() });
        Interlocked.Increment(ref _waiting);
        try
        {
            await Before.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Interlocked.Increment(ref _cancelled);
            throw;
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }

        foreach (var part in answer(question))
        {
            yield return part;
        }
    }
}
