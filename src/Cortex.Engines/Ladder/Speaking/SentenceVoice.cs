using Cortex.Media.Voices;
using Microsoft.Extensions.Logging;

namespace Cortex.Engines.Ladder;

/// <summary>Voices a sentence on this device; a voice that fails or dawdles costs the sound, not the words.</summary>
/// <param name="voice">This device's voice.</param>
/// <param name="limit">How long it may take for a sentence.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Told of what failed.</param>
internal sealed class SentenceVoice(IVoice voice, TimeSpan limit, TimeProvider time, ILogger logger)
{
    /// <summary>24 kHz, mono, 16 bits; empty where the voice failed. Never faults.</summary>
    public async Task<ReadOnlyMemory<byte>> SpeakAsync(string text, string language, CancellationToken cancellationToken = default)
    {
        using var over = new CancellationTokenSource(limit, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellationToken);
        try
        {
            // Off the caller's lock, whatever the voice does before its first wait.
            var sound = await Task.Run(() => voice.SpeakAsync(text, language, both.Token), CancellationToken.None)
                .WaitAsync(limit, time, cancellationToken).ConfigureAwait(false);
            return sound[..(sound.Length & ~1)];
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return default;
        }
#pragma warning disable CA1031 // Whatever a voice throws, the words still go out.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Log.Voiceless(logger, text, e.Message);
            return default;
        }
    }
}
