using System.Buffers;
using System.Buffers.Text;
using Cortex.Live;
using Cortex.Media.Audio;

namespace Cortex.Engines.Turns;

/// <summary>
/// Turns sound of the wire into 16 kHz samples, block by block, whatever its rate and encoding. Allocates nothing as long as the
/// mime type stays the same.
/// </summary>
internal sealed class PcmInput
{
    private const int BlockBytes = 3 * 1024;
    private const int BlockCharacters = BlockBytes / 3 * 4;

    private readonly byte[] _block = new byte[BlockBytes + 1];
    private readonly short[] _samples = new short[(BlockBytes / 2) + 1];
    private short[] _resampled = [];
    private Resampler? _resampler;
    private string? _mimeType;
    private bool _isUsable;
    private int _rateHz;
    private int _odd;

    /// <summary>Takes 16 kHz samples.</summary>
    public delegate void Taker(ReadOnlySpan<short> samples);

    /// <summary>Reads one piece of sound.</summary>
    /// <param name="audio">The sound, borrowed for the call.</param>
    /// <param name="taker">Called with each block.</param>
    /// <param name="duration">How much sound it was.</param>
    /// <returns>Null, or a sentence on what is wrong with it.</returns>
    public string? Read(MediaBytes audio, Taker taker, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        if (!ReferenceEquals(audio.MimeType, _mimeType) && audio.MimeType != _mimeType)
        {
            Prepare(audio.MimeType);
        }

        if (!_isUsable)
        {
            return $"Sound of type '{audio.MimeType}' cannot be heard and is dropped; send audio/pcm;rate=16000, 16 bits little-endian, mono.";
        }

        duration = TimeSpan.FromSeconds(audio.DecodedLength / 2 / (double)_rateHz);
        return audio.IsBase64 ? ReadBase64(audio.Bytes.Span, taker) : ReadRaw(audio.Bytes.Span, taker);
    }

    private void Prepare(string mimeType)
    {
        _mimeType = mimeType;
        _odd = 0;
        _isUsable = AudioMime.TryParse(mimeType, out _rateHz);
        _resampler = _isUsable && _rateHz != Utterance.SampleRateHz ? new Resampler(_rateHz, Utterance.SampleRateHz) : null;
        _resampled = _resampler is null ? [] : new short[_resampler.MaxOutput(_samples.Length)];
    }

    private string? ReadBase64(ReadOnlySpan<byte> text, Taker taker)
    {
        while (!text.IsEmpty)
        {
            var part = text[..Math.Min(text.Length, BlockCharacters)];
            if (Base64.DecodeFromUtf8(part, _block.AsSpan(_odd), out _, out var bytes) is not OperationStatus.Done)
            {
                return "The base64 of a piece of sound is damaged; the rest of it is dropped.";
            }

            Take(_odd + bytes, taker);
            text = text[part.Length..];
        }

        return null;
    }

    private string? ReadRaw(ReadOnlySpan<byte> bytes, Taker taker)
    {
        while (!bytes.IsEmpty)
        {
            var part = bytes[..Math.Min(bytes.Length, BlockBytes)];
            part.CopyTo(_block.AsSpan(_odd));
            Take(_odd + part.Length, taker);
            bytes = bytes[part.Length..];
        }

        return null;
    }

    // A client may cut its sound in the middle of a sample; the odd byte waits for the next piece.
    private void Take(int bytes, Taker taker)
    {
        var count = Pcm.FromBytes(_block.AsSpan(0, bytes & ~1), _samples);
        _odd = bytes & 1;
        if (_odd == 1)
        {
            _block[0] = _block[bytes - 1];
        }

        var samples = _samples.AsSpan(0, count);
        taker(_resampler is null ? samples : _resampled.AsSpan(0, _resampler.Process(samples, _resampled)));
    }
}
