using System.Buffers.Text;
using System.Runtime.InteropServices;
using Cortex.Live.Connection;
using Cortex.Live.Protocol;

namespace Cortex.Live.Session;

/// <summary>
/// Listens to the sound of an answer for its level and for held tones, straight from the message: base64 is decoded piece by piece
/// into the stack. Allocates nothing after it was made. One per session, used under its lock.
/// </summary>
internal sealed class SoundJudge(WatchPolicy policy)
{
    private const int UsualHz = 24_000;
    private const int WindowsHz = 6_000;
    private const int TailMs = 30;
    private const int Piece = 3072;
    private const float FullScale = 1f / 32768;

    private readonly ToneWindows _windows = new(policy.ToneFlatness, policy.ToneLevelDb);
    private int _sum;
    private int _summed;

    /// <summary>Listens to one message, in the order they come; the end of a turn ends a tone.</summary>
    public SoundSigns Listen(ServerMessage message)
    {
        if (message is not ServerContent content)
        {
            return default;
        }

        var signs = default(SoundSigns);
        for (var i = 0; i < (content.ModelTurn?.Parts.Count ?? 0); i++)
        {
            if (content.ModelTurn!.Parts[i].InlineData is { } media && media.MimeType.StartsWith("audio/", StringComparison.OrdinalIgnoreCase))
            {
                signs = Judge(media, signs);
            }
        }

        if (content.TurnComplete || content.Interrupted)
        {
            _windows.Reset();
            (_sum, _summed) = (0, 0);
        }

        return signs;
    }

    private SoundSigns Judge(MediaBytes media, in SoundSigns before)
    {
        var hz = PcmTime.RateOf(media, UsualHz);
        var sums = new Sums(media.DecodedLength / 2, hz);
        var lively = _windows.Lively;
        if (media.IsBase64)
        {
            Decode(media.Bytes.Span, ref sums);
        }
        else
        {
            Add(media.Bytes.Span, ref sums);
        }

        var window = TimeSpan.FromTicks(TimeSpan.TicksPerSecond * ToneWindows.Size * sums.Step / hz);
        return before with
        {
            Length = before.Length + TimeSpan.FromTicks((long)sums.Samples * TimeSpan.TicksPerSecond / hz),
            Energy = before.Energy + sums.Energy,
            Samples = before.Samples + sums.Samples,
            TailDb = 10 * Math.Log10((sums.TailEnergy / Math.Max(sums.Samples - sums.TailFrom, 1)) + 1e-12),
            Lively = before.Lively + ((_windows.Lively - lively) * window),
            HeldTone = _windows.Run > 1 ? _windows.Run * window : TimeSpan.Zero,
        };
    }

    private void Decode(ReadOnlySpan<byte> text, ref Sums sums)
    {
        Span<byte> piece = stackalloc byte[Piece];
        while (text.Length > 0)
        {
            var part = text[..Math.Min(text.Length, Piece / 3 * 4)];
            // What is damaged is told where it is decoded for playing.
            Base64.DecodeFromUtf8(part, piece, out _, out var written);
            Add(piece[..written], ref sums);
            text = text[part.Length..];
        }
    }

    // PCM is little-endian, and so is every machine this runs on.
    private void Add(ReadOnlySpan<byte> bytes, ref Sums sums)
    {
        var samples = MemoryMarshal.Cast<byte, short>(bytes);
        long squares = 0, tail = 0;
        for (var i = 0; i < samples.Length; i++)
        {
            var sample = (int)samples[i];
            squares += sample * sample;
            _sum += sample;
            if (++_summed >= sums.Step)
            {
                _windows.Add(_sum * FullScale / _summed);
                (_sum, _summed) = (0, 0);
            }
        }

        foreach (var sample in samples[Math.Clamp(sums.TailFrom - sums.Heard, 0, samples.Length)..])
        {
            tail += sample * sample;
        }

        sums.Heard += samples.Length;
        sums.Energy += squares * (double)(FullScale * FullScale);
        sums.TailEnergy += tail * (double)(FullScale * FullScale);
    }

    private struct Sums(int samples, int hz)
    {
        public readonly int Samples = samples;
        public readonly int TailFrom = Math.Max(0, samples - (hz * TailMs / 1000));
        public readonly int Step = Math.Max(1, hz / WindowsHz);
        public int Heard;
        public double Energy;
        public double TailEnergy;
    }
}
