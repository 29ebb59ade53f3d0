using System.Runtime.CompilerServices;
using System.Text.Json;
using Cortex.Engines.Turns;
using Cortex.Live;

namespace Cortex.Server.Rest;

/// <summary>A brain's answer as slices: words and calls as they come, the end and the usage last.</summary>
internal sealed class Answers(IBrain brain)
{
    /// <exception cref="RestFault">The brain cannot answer.</exception>
    public async IAsyncEnumerable<Slice> AnswerAsync(
        Question question, int? maxTokens, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var characters = 0;
        var finish = "STOP";
        GenerateUsage? counted = null;
        var parts = brain.AnswerAsync(question, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using var end = parts.ConfigureAwait(false);
        while (finish is not "MAX_TOKENS" && await NextAsync(parts).ConfigureAwait(false))
        {
            switch (parts.Current)
            {
                case AnswerSpeech { Text.Length: > 0 } speech:
                    var text = characters > 0 && !char.IsWhiteSpace(speech.Text[0]) ? " " + speech.Text : speech.Text;
                    var room = maxTokens is { } limit ? (limit * 4L) - characters : long.MaxValue;
                    if (text.Length > room)
                    {
                        text = text[..(int)room];
                        finish = "MAX_TOKENS";
                    }

                    characters += text.Length;
                    yield return new Slice([GenerateWriter.Text(text)]);
                    break;
                case AnswerToolCalls calls:
                    yield return new Slice([.. calls.Calls.Select(GenerateWriter.Call)]);
                    break;
                case AnswerUsage { Usage: var usage }:
                    counted = new GenerateUsage(usage.PromptTokenCount, 0, 0, usage.ResponseTokenCount, "TEXT");
                    break;
                case AnswerEnd { Reason: not null }:
                    finish = "OTHER";
                    break;
            }
        }

        var estimate = new GenerateUsage(
            TokenEstimate.Text(question), TokenEstimate.Image(question), TokenEstimate.Audio(question), TokenEstimate.OfText(characters), "TEXT");
        yield return new Slice(Array.Empty<Action<Utf8JsonWriter>>(), finish, counted ?? estimate);
    }

    private static async ValueTask<bool> NextAsync(IAsyncEnumerator<AnswerPart> parts)
    {
        try
        {
            return await parts.MoveNextAsync().ConfigureAwait(false);
        }
        catch (BrainException failure)
        {
            throw failure.Reason.Class switch
            {
                CloseClass.Quota => RestFault.Quota(),
                CloseClass.RefusedSetup => RestFault.Invalid(failure.Message),
                CloseClass.Network or CloseClass.GoingAway => new RestFault(503, "UNAVAILABLE", failure.Message),
                _ => new RestFault(500, "INTERNAL", failure.Message),
            };
        }
    }
}
