using Cortex.Engines.Turns;
using Cortex.Live.Protocol;
using Cortex.Media.Voices;
using Microsoft.Extensions.Logging;

namespace Cortex.Engines.Http;

/// <summary>
/// Gives sentences their sound: the speech model's, or this device's voice where that fails or takes too long; then the model is left
/// alone for a while. Words without sound are the last resort, so nothing is ever lost. Any thread.
/// </summary>
internal sealed class SentenceSpeaker(ModelVoice? model, IVoice local, HttpBrainOptions options, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan LocalLimit = TimeSpan.FromSeconds(15);
    private long _pausedSince;

    /// <summary>Speaks one sentence as the setup asks for it.</summary>
    public async Task<SpokenSentence> SpeakAsync(string text, Setup setup, CancellationToken cancellationToken)
    {
        if (setup.GenerationConfig?.ResponseModalities is [var only] && only == Modality.Text)
        {
            return new SpokenSentence(new AnswerSpeech(text, default), null);
        }

        var speech = setup.GenerationConfig?.SpeechConfig;
        if (model is not null && !IsPaused)
        {
            try
            {
                var name = speech?.VoiceConfig?.PrebuiltVoiceConfig?.VoiceName ?? options.Voice;
                var (pcm, usage) = await model.SpeakAsync(text, name, speech?.LanguageCode, cancellationToken).ConfigureAwait(false);
                return new SpokenSentence(new AnswerSpeech(text, pcm), usage);
            }
            catch (BrainException failure)
            {
                Volatile.Write(ref _pausedSince, Math.Max(1, time.GetTimestamp()));
                Log.SpeechFailed(logger, failure.Message, options.SpeechPause.TotalSeconds);
            }
        }

        return new SpokenSentence(new AnswerSpeech(text, await SpeakHereAsync(text, speech?.LanguageCode, cancellationToken).ConfigureAwait(false)), null);
    }

    private bool IsPaused => Volatile.Read(ref _pausedSince) is not 0 and var since && time.GetElapsedTime(since) < options.SpeechPause;

    private async Task<ReadOnlyMemory<byte>> SpeakHereAsync(string text, string? language, CancellationToken cancellationToken)
    {
        try
        {
            return await local.SpeakAsync(text, language, cancellationToken).WaitAsync(LocalLimit, time, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is IOException or TimeoutException)
        {
            Log.LocalVoiceFailed(logger, failure.Message);
            return default;
        }
    }
}
