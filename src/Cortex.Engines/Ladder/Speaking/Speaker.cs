using System.Collections.Concurrent;
using Cortex.Media.Voices;
using Microsoft.Extensions.Logging;

namespace Cortex.Engines.Ladder;

/// <summary>Voices the ladder's sentences on this device, each once; what failed is tried again the next time.</summary>
internal sealed class Speaker(IVoice voice, LadderOptions options, TimeProvider time, ILogger logger)
{
    private readonly SentenceVoice _voice = new(voice, options.VoiceLimit, time, logger);
    private readonly ConcurrentDictionary<string, Task<ReadOnlyMemory<byte>>> _spoken = new();

    /// <summary>The words, and the sound that is being made of them.</summary>
    public (string Text, Task<ReadOnlyMemory<byte>> Sound) Say(Sentence sentence)
    {
        var (text, language) = Sentences.In(options.Language, sentence);
        return (text, _spoken.GetOrAdd(text, words => SpeakAsync(words, language)));
    }

    private async Task<ReadOnlyMemory<byte>> SpeakAsync(string text, string language)
    {
        var sound = await _voice.SpeakAsync(text, language).ConfigureAwait(false);
        if (sound.IsEmpty)
        {
            _spoken.TryRemove(text, out _);
        }

        return sound;
    }
}
