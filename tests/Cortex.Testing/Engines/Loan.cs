using Cortex.Live;

namespace Cortex.Testing;

/// <summary>Borrowed bytes: handed out as copies that are overwritten when the loan ends, while the originals are watched.</summary>
internal sealed class Loan : IDisposable
{
    private readonly List<(ReadOnlyMemory<byte> Original, byte[] Copy)> _lent = [];

    /// <summary>A sentence where an original changed although it was on loan; null where all is well.</summary>
    public string? Altered { get; private set; }

    public MediaBytes Lend(MediaBytes media)
    {
        var copy = media.Bytes.ToArray();
        _lent.Add((media.Bytes, copy));
        return media.IsBase64 ? MediaBytes.FromBase64(media.MimeType, copy) : MediaBytes.FromRaw(media.MimeType, copy);
    }

    public void Dispose()
    {
        foreach (var (original, copy) in _lent)
        {
            if (!original.Span.SequenceEqual(copy))
            {
                Altered = $"{original.Length} bytes of media changed before the next event was asked for";
            }

            Array.Fill(copy, WellFormed.Poison);
        }

        _lent.Clear();
    }
}
