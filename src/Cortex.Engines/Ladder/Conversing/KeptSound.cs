using Cortex.Live;

namespace Cortex.Engines.Ladder;

/// <summary>The newest sound of the wearer, copied, up to a length; its buffer is made once.</summary>
/// <param name="longest">Of more the beginning goes.</param>
internal sealed class KeptSound(TimeSpan longest)
{
    // 16 kHz, mono, 16 bits (reference 4.3).
    private const int BytesPerSecond = 32_000;

    private readonly int _most = (int)(longest.TotalSeconds * BytesPerSecond) & ~1;
    private byte[] _sound = [];
    private int _length;

    /// <summary>What is kept.</summary>
    public ReadOnlyMemory<byte> Bytes => _sound.AsMemory(0, _length);

    /// <summary>Its type.</summary>
    public string MimeType { get; private set; } = "";

    /// <summary>How much is kept.</summary>
    public TimeSpan Duration => Length(_length);

    /// <summary>What was not kept since it began.</summary>
    public TimeSpan Missing { get; private set; }

    /// <summary>Begins anew.</summary>
    public void Clear() => (_length, Missing) = (0, TimeSpan.Zero);

    /// <summary>More of it.</summary>
    public void Hear(MediaBytes sound)
    {
        if (sound.MimeType != MimeType)
        {
            (MimeType, _length) = (sound.MimeType, 0);
        }

        var size = sound.DecodedLength;
        if (size > _most)
        {
            return;
        }

        if (_sound.Length == 0)
        {
            _sound = new byte[_most];
        }

        if (_length + size > _most)
        {
            // A good piece at a time, so that a long utterance is not moved with every chunk.
            var gone = Math.Min(_length, Math.Max(size, Math.Min(_most / 3, BytesPerSecond))) & ~1;
            _sound.AsSpan(gone, _length - gone).CopyTo(_sound);
            _length -= gone;
            Missing += Length(gone);
        }

        try
        {
            _length += sound.CopyTo(_sound.AsSpan(_length));
        }
        catch (FormatException)
        {
            // Damaged base64 is the rung's to complain of.
        }
    }

    private static TimeSpan Length(int bytes) => TimeSpan.FromTicks(bytes * TimeSpan.TicksPerSecond / BytesPerSecond);
}
