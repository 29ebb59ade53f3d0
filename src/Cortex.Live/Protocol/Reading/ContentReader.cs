using System.Text.Json;

namespace Cortex.Live.Protocol;

/// <summary>Reads contents of a checked message; their media are views of it.</summary>
sealed class ContentReader
{
    readonly PartReader _parts;
    readonly List<Part> _borrowedParts = [];
    Content _borrowed;

    public ContentReader(MediaReader media)
    {
        _parts = new PartReader(media);
        _borrowed = new Content { Parts = _borrowedParts };
    }

    /// <summary>Reads a content that is yours, its media apart.</summary>
    public Content Read(ref Utf8JsonReader reader, ReadOnlyMemory<byte> utf8)
    {
        var parts = new List<Part>();
        var role = ReadInto(parts, ref reader, utf8, mayBorrow: false);
        return new Content { Role = role, Parts = parts };
    }

    /// <summary>Reads a content; one with media is borrowed until the next call, one without is yours.</summary>
    public Content ReadBorrowed(ref Utf8JsonReader reader, ReadOnlyMemory<byte> utf8, out bool hasMedia)
    {
        _parts.Reset();
        var role = ReadInto(_borrowedParts, ref reader, utf8, mayBorrow: true);
        hasMedia = _parts.HasMedia;
        return hasMedia ? Borrow(role) : new Content { Role = role, Parts = [.. _borrowedParts] };
    }

    /// <summary>A content of one sound, borrowed until the next call.</summary>
    public Content Borrow(in MediaBytes sound)
    {
        _parts.Reset();
        _borrowedParts.Clear();
        _borrowedParts.Add(_parts.Borrow(sound));
        return Borrow(role: null);
    }

    Content Borrow(string? role)
    {
        if (_borrowed.Role != role)
        {
            _borrowed = new Content { Role = role, Parts = _borrowedParts };
        }

        return _borrowed;
    }

    string? ReadInto(List<Part> parts, ref Utf8JsonReader reader, ReadOnlyMemory<byte> utf8, bool mayBorrow)
    {
        string? role = null;
        parts.Clear();
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("parts"u8))
            {
                parts.Clear();
                reader.Read();
                while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
                {
                    parts.Add(_parts.Read(ref reader, utf8, mayBorrow));
                }
            }
            else if (reader.ValueTextEquals("role"u8))
            {
                reader.Read();
                role = reader.ValueTextEquals("model"u8) ? "model" : reader.GetString();
            }
            else
            {
                reader.Skip();
            }
        }

        return role;
    }
}
