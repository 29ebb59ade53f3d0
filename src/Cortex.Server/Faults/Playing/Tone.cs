using Cortex.Live;
using Cortex.Media.Audio;

namespace Cortex.Server.Faults;

/// <summary>A sine that goes on from one message to the next.</summary>
internal sealed class Tone(int hz, int level)
{
    private const int SampleRateHz = 24_000;
    private long _at;

    /// <summary>The next piece of it.</summary>
    public MediaBytes Next(string mimeType, int byteCount)
    {
        var samples = new short[byteCount / 2];
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = (short)(level * Math.Sin(2 * Math.PI * hz * _at++ / SampleRateHz));
        }

        var bytes = new byte[samples.Length * 2];
        Pcm.ToBytes(samples, bytes);
        return MediaBytes.FromRaw(mimeType, bytes);
    }
}
