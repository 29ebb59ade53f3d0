using Cortex.Media.Audio;

namespace Cortex.Media.Voices;

/// <summary>Stands in where no voice is installed: a short cue of two soft tones for any words.</summary>
public sealed class CueVoice : IVoice
{
    private const int SampleRateHz = 24_000;
    private static readonly ReadOnlyMemory<byte> Cue = MakeCue();

    /// <inheritdoc/>
    public string Name => "a cue tone";

    /// <inheritdoc/>
    public bool CanSpeak => false;

    /// <inheritdoc/>
    public string? Advice => "install espeak-ng: sudo apt-get install espeak-ng";

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>> SpeakAsync(string text, string? language, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(string.IsNullOrWhiteSpace(text) ? default : (ReadOnlyMemory<byte>)Cue.ToArray());
    }

    /// <summary>660 then 880 Hz, 150 ms each, rising and falling like a breath, at the level of speech.</summary>
    private static byte[] MakeCue()
    {
        const int Note = SampleRateHz * 150 / 1000;
        var samples = new short[2 * Note];
        for (var i = 0; i < samples.Length; i++)
        {
            var frequency = i < Note ? 660 : 880;
            var envelope = Math.Sin(Math.PI * (i % Note) / Note);
            samples[i] = Pcm.Saturate((float)(5500 * envelope * envelope * Math.Sin(2 * Math.PI * frequency * i / SampleRateHz)));
        }

        var bytes = new byte[samples.Length * sizeof(short)];
        Pcm.ToBytes(samples, bytes);
        return bytes;
    }
}
