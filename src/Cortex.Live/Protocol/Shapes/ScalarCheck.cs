using System.Buffers.Text;
using System.Text.Json;

namespace Cortex.Live.Protocol;

/// <summary>Whether a single value has the form of its kind, such that the readers after cannot fail on it.</summary>
static class ScalarCheck
{
    // The longest string that is looked at without a copy on the heap: numbers, durations, mime types.
    const int MaxShortLength = 256;

    public static bool Fits(ref Utf8JsonReader reader, ShapeKind kind) => kind switch
    {
        ShapeKind.Text => reader.TokenType is JsonTokenType.String && RequireReadable(ref reader),
        ShapeKind.Truth => reader.TokenType is JsonTokenType.True or JsonTokenType.False,
        ShapeKind.Int32 => WireInteger.TryRead(ref reader, out var value) && value is >= int.MinValue and <= int.MaxValue,
        ShapeKind.Int64 => WireInteger.TryRead(ref reader, out _),
        ShapeKind.Number => IsFiniteNumber(ref reader),
        ShapeKind.Duration => IsDuration(ref reader),
        _ => false,
    };

    /// <summary>True for every value but a string whose escapes are half of a surrogate pair: that throws.</summary>
    /// <exception cref="InvalidOperationException">Half of a surrogate pair.</exception>
    public static bool RequireReadable(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped)
        {
            if (reader.ValueSpan.Length > MaxShortLength)
            {
                _ = reader.GetString();
            }
            else
            {
                Span<byte> text = stackalloc byte[MaxShortLength];
                reader.CopyString(text);
            }
        }

        return true;
    }

    static bool IsFiniteNumber(ref Utf8JsonReader reader)
    {
        double value;
        if (reader.TokenType is JsonTokenType.Number)
        {
            return reader.TryGetDouble(out value) && double.IsFinite(value);
        }

        Span<byte> text = stackalloc byte[MaxShortLength];
        return TryCopy(ref reader, text, out var length)
            && Utf8Parser.TryParse(text[..length], out value, out var read) && read == length && double.IsFinite(value);
    }

    static bool IsDuration(ref Utf8JsonReader reader)
    {
        Span<byte> text = stackalloc byte[MaxShortLength];
        return TryCopy(ref reader, text, out var length) && DurationText.TryParse(text[..length], out _);
    }

    static bool TryCopy(ref Utf8JsonReader reader, scoped Span<byte> text, out int length)
    {
        var isShort = reader.TokenType is JsonTokenType.String && reader.ValueSpan.Length <= text.Length;
        length = isShort ? reader.CopyString(text) : 0;
        return isShort;
    }
}
