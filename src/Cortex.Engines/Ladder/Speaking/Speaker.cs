using System.Collections.Concurrent;
using Cortex.Media.Voices;
using Microsoft.Extensions.Logging;

namespace Cortex.Engines.Ladder;

/// <summary>Voices the ladder's sentences on this device, each once; a voice that fails or dawdles costs the sound, not the words.</summary>
internal sealed class Speaker(IVoice voice, LadderOptions options, TimeProvider time, ILogger logger)
{
    private readonly ConcurrentDictionary<string, Task<ReadOnlyMemory<byte>>> _spoken = new();

    /// <summary>The words, and the sound that is being made of them.</summary>
    public (string Text, Task<ReadOnlyMemory<byte>> Sound) Say(Sentence sentence)
    {
        var (text, language) = Sentences.In(options.Language, sentence);
        return (text, _spoken.GetOrAdd(text, words => SpeakAsync(words, language)));
    }

    private async Task<ReadOnlyMemory<byte>> SpeakAsync(string text, string language)
    {
        using var limit = new CancellationTokenSource(options.VoiceLimit, time);
        try
        {
            // Off the ladder's lock, whatever the voice does before its first wait.
            var sound = await Task.Run(() => voice.SpeakAsync(text, language, limit.Token), CancellationToken.None)
                .WaitAsync(options.VoiceLimit, time, CancellationToken.None).ConfigureAwait(false);
            return sound[..(sound.Length & ~1)];
        }
#pragma warning disable CA1031 // Whatever a voice throws, the words still go out.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Log.Voiceless(logger, text, e.Message);
            _spoken.TryRemove(text, out _);
            return default;
        }
    }
}
