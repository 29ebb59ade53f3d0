using System.Collections.Concurrent;
using Cortex.Engines.Offline;
using Cortex.Media.Audio;
using Cortex.Media.Voices;
using Microsoft.Extensions.Logging;

namespace Cortex.Assistant.Surroundings;

/// <summary>The words of warnings, spoken ahead: when one is due there is no time to make it. Any thread.</summary>
/// <param name="voice">This device's voice.</param>
/// <param name="language">BCP-47, or null.</param>
/// <param name="lead">Silence before the words, for a cue.</param>
/// <param name="loggers">Where it logs.</param>
public sealed class WarningPhrases(IVoice voice, string? language, TimeSpan lead, ILoggerFactory loggers)
{
    private const int SampleRateHz = 24_000;

    // Over an answer and a street: as loud as speech gets without being limited.
    private const double Peak = 0.85;
    private const int Quiet = 250;
    private readonly ILogger _logger = loggers.CreateLogger("Cortex.Assistant.Surroundings");
    private readonly ConcurrentDictionary<string, ReadOnlyMemory<short>> _sounds = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Speaks all of them to nobody and keeps the sound, 0.1 MB each.</summary>
    /// <param name="labels">What may be warned of.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task PrepareAsync(IEnumerable<string> labels, CancellationToken cancellationToken)
    {
        if (!voice.CanSpeak)
        {
            Log.NoVoice(_logger, voice.Advice ?? "there is none");
            return;
        }

        foreach (var label in labels)
        {
            try
            {
                var sound = await SpeakAsync(WarningWords.ComesCloser(label, language), cancellationToken).ConfigureAwait(false);
                if (!sound.IsEmpty)
                {
                    _sounds[label] = sound;
                }
            }
            catch (Exception fault) when (fault is IOException or TimeoutException)
            {
                Log.NotPrepared(_logger, label, fault.Message);
            }
        }
    }

    /// <summary>The sound of a warning, 24 kHz; empty where it is not ready.</summary>
    public ReadOnlyMemory<short> Of(string label) => _sounds.TryGetValue(label, out var sound) ? sound : default;

    /// <summary>Speaks any sentence in the same way.</summary>
    /// <returns>24 kHz, from silence to silence; empty where there is no voice.</returns>
    /// <exception cref="IOException">The voice failed.</exception>
    public async Task<ReadOnlyMemory<short>> SpeakAsync(string words, CancellationToken cancellationToken)
    {
        if (!voice.CanSpeak)
        {
            return default;
        }

        var bytes = await voice.SpeakAsync(words, WarningWords.LanguageOf(language), cancellationToken).ConfigureAwait(false);
        var samples = new short[bytes.Length / 2];
        Pcm.FromBytes(bytes.Span, samples);
        return Framed(samples);
    }

    // A voice begins with a breath of silence, which is time lost here.
    private short[] Framed(ReadOnlySpan<short> samples)
    {
        var (begin, end) = (0, samples.Length);
        while (begin < end && Math.Abs((int)samples[begin]) < Quiet)
        {
            begin++;
        }

        while (end > begin && Math.Abs((int)samples[end - 1]) < Quiet)
        {
            end--;
        }

        if (begin == end)
        {
            return [];
        }

        var silence = (int)(lead.TotalSeconds * SampleRateHz);
        var framed = new short[silence + end - begin];
        var words = framed.AsSpan(silence);
        samples[begin..end].CopyTo(words);
        Pcm.ApplyGain(words, (float)(Peak * short.MaxValue / Math.Max(1, Pcm.Peak(words))));
        var edge = Math.Min(words.Length / 2, SampleRateHz / 200);
        Pcm.Fade(words[..edge], 0, 1);
        Pcm.Fade(words[^edge..], 1, 0);
        return framed;
    }
}
