using Cortex.Engines.Ladder;

namespace Cortex.Assistant.Engine;

/// <summary>Sentences of this device as they go into the stream: one is voiced after the other, and all can be withdrawn.</summary>
#pragma warning disable CA1001 // It holds no timer and no handle: what is withdrawn is left to the collector, for a voice may still look at its token.
internal sealed class LocalVoice(SentenceVoice voice, TimeProvider time)
#pragma warning restore CA1001
{
    private const int BytesPerSecond = 48_000;
    private CancellationTokenSource _over = new();
    private long _soundsUntil = long.MinValue;

    /// <summary>Something of it still sounds, as far as can be told from here.</summary>
    public bool Sounds => time.GetTimestamp() < Volatile.Read(ref _soundsUntil);

    /// <summary>Makes the sentences.</summary>
    /// <param name="parts">The words; with a sound of their own they are followed by it.</param>
    /// <param name="isWhole">They are all of their turn.</param>
    /// <param name="turn">The turn.</param>
    public IReadOnlyList<Saying> Say(IReadOnlyList<LocalPart> parts, bool isWhole, int turn)
    {
        if (_over.IsCancellationRequested)
        {
            _over = new CancellationTokenSource();
        }

        var token = _over.Token;
        var sayings = new List<Saying>(parts.Count);
        Task<ReadOnlyMemory<byte>> before = Task.FromResult(default(ReadOnlyMemory<byte>));
        for (var i = 0; i < parts.Count; i++)
        {
            before = SpeakAsync(before, parts[i], token);
            sayings.Add(new Saying(parts[i].Text, before, isWhole && i == parts.Count - 1, turn));
        }

        return sayings;
    }

    /// <summary>Nobody wants to hear it any more: what is not voiced yet goes out without sound.</summary>
    public void Withdraw()
    {
        _ = _over.CancelAsync();
        Volatile.Write(ref _soundsUntil, long.MinValue);
    }

    private async Task<ReadOnlyMemory<byte>> SpeakAsync(Task<ReadOnlyMemory<byte>> before, LocalPart part, CancellationToken cancellationToken)
    {
        await before.ConfigureAwait(false);
        if (cancellationToken.IsCancellationRequested)
        {
            return default;
        }

        var spoken = await voice.SpeakAsync(part.Text, AssistantWords.Language, cancellationToken).ConfigureAwait(false);
        var sound = part.Sound.IsEmpty ? spoken : (byte[])[.. spoken.Span, .. part.Sound.Span];
        var length = (long)(sound.Length / (double)BytesPerSecond * time.TimestampFrequency);
        if (!cancellationToken.IsCancellationRequested)
        {
            Volatile.Write(ref _soundsUntil, Math.Max(Volatile.Read(ref _soundsUntil), time.GetTimestamp()) + length);
        }

        return sound;
    }
}
