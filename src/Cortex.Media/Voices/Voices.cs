using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cortex.Media.Voices;

/// <summary>Picks the voice this machine speaks with.</summary>
public static class Voices
{
    /// <summary>
    /// The voice that was asked for, or the best that works: Kokoro or Piper where their files are there and a warm-up shows them
    /// faster than real time, else espeak-ng, else a cue tone whose <see cref="IVoice.Advice"/> says what to install.
    /// </summary>
    /// <param name="options">How it is to speak.</param>
    /// <param name="time">The clock of time limits and of the warm-up; the system's by default.</param>
    /// <param name="loggers">Where it says what was chosen and why; null for nowhere.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    public static async Task<IVoice> FindAsync(
        VoiceOptions? options = null, TimeProvider? time = null, ILoggerFactory? loggers = null, CancellationToken cancellationToken = default)
    {
        options ??= new VoiceOptions();
        time ??= TimeProvider.System;
        var log = (loggers ?? NullLoggerFactory.Instance).CreateLogger("Cortex.Media.Voices");
        if (await EspeakVoice.FindAsync(options, time, cancellationToken: cancellationToken).ConfigureAwait(false) is not { } espeak)
        {
            // The models read espeak-ng's phonemes: without it there is no voice at all.
            return new CueVoice();
        }

        foreach (var open in Openers(options, espeak))
        {
            if (await TryAsync(open, options, time, log, cancellationToken).ConfigureAwait(false) is { } voice)
            {
                return new SteadyVoice(voice, espeak, options.Language, log);
            }
        }

        return espeak;
    }

    private static IEnumerable<Func<INeuralVoice?>> Openers(VoiceOptions options, EspeakVoice espeak)
    {
        if (options.ModelFolder is not { } folder)
        {
            yield break;
        }

        if (options.Kind is VoiceKind.Auto or VoiceKind.Kokoro)
        {
            yield return () => KokoroVoice.Open(Path.Combine(folder, "kokoro"), espeak.Languages, espeak.Phonemes, options);
        }

        if (options.Kind is VoiceKind.Auto or VoiceKind.Piper)
        {
            yield return () => PiperVoice.Open(Path.Combine(folder, "piper"), espeak.Phonemes, options);
        }
    }

    private static async Task<INeuralVoice?> TryAsync(Func<INeuralVoice?> open, VoiceOptions options, TimeProvider time, ILogger log, CancellationToken cancellationToken)
    {
        INeuralVoice? voice = null;
        try
        {
            voice = await Task.Run(open, cancellationToken).ConfigureAwait(false);
            if (voice is null || !voice.Speaks(options.Language))
            {
                voice?.Dispose();
                return null;
            }

            var pace = await VoiceWarmUp.MeasureAsync(voice, time, cancellationToken).ConfigureAwait(false);
            if (pace <= VoiceWarmUp.FastEnough || options.Kind is not VoiceKind.Auto)
            {
                Log.Chosen(log, voice.Name, pace);
                return voice;
            }

            Log.TooSlow(log, voice.Name, pace);
        }
        catch (Exception fault) when (fault is IOException or TimeoutException or UnauthorizedAccessException)
        {
            Log.Unusable(log, fault.Message);
        }

        voice?.Dispose();
        return null;
    }
}
