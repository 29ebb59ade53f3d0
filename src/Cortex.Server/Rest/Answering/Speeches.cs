using System.Runtime.CompilerServices;
using Cortex.Media.Voices;

namespace Cortex.Server.Rest;

/// <summary>A TTS model's answer: the words as they stand, spoken by this machine's voice (reference 7.3).</summary>
internal sealed class Speeches(IVoice voice)
{
    private const string PcmType = "audio/L16;codec=pcm;rate=24000";
    private const int SliceBytes = 48_000;

    /// <summary>Speaks: one part, or slices of a second.</summary>
    public async IAsyncEnumerable<Slice> SpeakAsync(
        GenerateRequest request, bool asWav, bool streams, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var text = string.Join('\n', request.Contents.SelectMany(static content => content.Parts).Select(static part => part.Text).Where(static text => !string.IsNullOrWhiteSpace(text)));
        if (text.Length == 0)
        {
            throw RestFault.Invalid("* GenerateContentRequest.contents: contents is not specified\n");
        }

        var pcm = await voice.SpeakAsync(text, request.Config.LanguageCode, cancellationToken).ConfigureAwait(false);
        var usage = new GenerateUsage(TokenEstimate.OfText(text.Length), 0, 0, TokenEstimate.OfSound(pcm.Length), "AUDIO");
        if (!streams)
        {
            yield return new Slice([asWav ? GenerateWriter.Sound("audio/wav", RestSound.ToWav(pcm)) : GenerateWriter.Sound(PcmType, pcm)], "STOP", usage);
            yield break;
        }

        for (var start = 0; start < pcm.Length; start += SliceBytes)
        {
            yield return new Slice([GenerateWriter.Sound(PcmType, pcm[start..Math.Min(start + SliceBytes, pcm.Length)])]);
        }

        yield return new Slice([], "STOP", usage);
    }
}
