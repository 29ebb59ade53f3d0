using System.Runtime.InteropServices;
using Cortex.Live;
using Cortex.Media.Playback;

namespace Cortex.Assistant.Pump;

/// <summary>Takes an answer's sound off a message into the playback queue. The reader's; allocates nothing once it has grown.</summary>
internal sealed class AnswerDecoder(PlaybackQueue queue)
{
    /// <summary>-60 dBFS: what is louder is sound, as for the queue.</summary>
    private const int Audible = 33;

    private byte[] _bytes = new byte[64 * 1024];

    /// <summary>The newest sound, decoded.</summary>
    public ReadOnlySpan<short> Samples => MemoryMarshal.Cast<byte, short>(_bytes.AsSpan(0, Length));

    private int Length { get; set; }

    /// <summary>Decodes.</summary>
    /// <returns>Samples.</returns>
    /// <exception cref="FormatException">The base64 is damaged.</exception>
    public int Decode(in MediaBytes media)
    {
        if (_bytes.Length < media.DecodedLength)
        {
            _bytes = new byte[media.DecodedLength * 2];
        }

        Length = media.CopyTo(_bytes);
        return Length / sizeof(short);
    }

    /// <summary>Queues what was decoded.</summary>
    /// <returns>Samples for which there was no room.</returns>
    public int Queue(int segment) => Math.Max(0, (Length / sizeof(short)) - queue.Write(segment, _bytes.AsSpan(0, Length)));

    /// <summary>The first sample above silence, or −1.</summary>
    public int FirstAudible()
    {
        var samples = Samples;
        for (var i = 0; i < samples.Length; i++)
        {
            if (Math.Abs((int)samples[i]) >= Audible)
            {
                return i;
            }
        }

        return -1;
    }
}
