using System.Buffers.Text;
using System.Text.Json;

namespace Cortex.Live.Protocol;

/// <summary>Whether a single value has the form of its kind, such that the readers after cannot fail on it.</summary>
static class ScalarCheck
{
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
        if (reader.TokenType is JsonTokenType.String && reader.ValueIsEscaped)
        {
            _ = reader.GetString();
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

        return reader.TokenType is JsonTokenType.String && !reader.ValueIsEscaped
            && Utf8Parser.TryParse(reader.ValueSpan, out value, out var read)
            && read == reader.ValueSpan.Length && double.IsFinite(value);
    }

    static bool IsDuration(ref Utf8JsonReader reader) =>
        reader.TokenType is JsonTokenType.String && !reader.ValueIsEscaped && DurationText.TryParse(reader.ValueSpan, out _);
}
