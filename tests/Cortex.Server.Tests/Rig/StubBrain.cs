using System.Runtime.CompilerServices;
using Cortex.Engines.Turns;

namespace Cortex.Server.Tests.Rig;

/// <summary>Says what it was told to say, and keeps the question.</summary>
internal sealed class StubBrain : IBrain
{
    public string Name => "stub";

    public Question? LastQuestion { get; private set; }

    public IReadOnlyList<AnswerPart> Parts { get; set; } = [new AnswerSpeech("A red mug.", default), new AnswerSpeech("It is full.", default)];

    public BrainException? Failure { get; set; }

    public async IAsyncEnumerable<AnswerPart> AnswerAsync(Question question, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        LastQuestion = question;
        await Task.Yield();
        foreach (var part in Parts)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return part;
        }

        if (Failure is not null)
        {
            throw Failure;
        }
    }
}
