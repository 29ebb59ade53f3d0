using Cortex.Engines.Turns;
using Cortex.Media.Voices;
using Microsoft.Extensions.Logging;

namespace Cortex.Engines.Offline;

/// <summary>Speaks one answer. Without a voice, one cue sounds and the text goes on its own; that is warned of once.</summary>
sealed class OfflineVoice(IVoice voice, string language, TimeProvider time, ILogger logger, Func<bool> isFirstWarning)
{
    static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(15);

    readonly CueVoice _cue = new();
    bool _cued;
    bool _failed;

    public async Task<AnswerSpeech> SpeakAsync(string text, CancellationToken cancellationToken)
    {
        if (!voice.CanSpeak && isFirstWarning())
            Log.NoVoice(logger, voice.Advice ?? "install espeak-ng");
        if (voice.CanSpeak && !_failed)
        {
            try
            {
                return new(text, await voice.SpeakAsync(text, language, cancellationToken).WaitAsync(TimeLimit, time, cancellationToken).ConfigureAwait(false));
            }
            catch (Exception exception) when (exception is IOException or TimeoutException)
            {
                _failed = true;
                Log.VoiceFailed(logger, exception.Message);
            }
        }

        if (_cued)
            return new(text, default);
        _cued = true;
        return new(text, await (voice.CanSpeak ? _cue : voice).SpeakAsync(text, language, cancellationToken).ConfigureAwait(false));
    }
}
