using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Cortex.Live.Protocol;

/// <summary>
/// Walks a whole message once and holds it against its shape. What passes is canonical, in place: names of fields are camelCase
/// without escapes, base64 has no escapes, and a field that is null (unset, in proto3 JSON) has lost its name. So whoever
/// reads the message afterwards reads one spelling and right types.
/// </summary>
/// <param name="strict">Refuses unknown and duplicate names; else they are skipped.</param>
sealed class MessageChecker(bool strict)
{
    /// <summary>The first letter of a name that was struck out; no field begins with it.</summary>
    public const byte Struck = (byte)'-';

    /// <summary>The deepest nesting that is read.</summary>
    public const int MaxDepth = 64;

    static readonly JsonReaderOptions Options = new() { MaxDepth = MaxDepth };

    readonly MessagePath _path = new();

    /// <summary>Checks one message and makes it canonical.</summary>
    /// <exception cref="ProtocolException">Malformed, wrongly typed and, when strict, unknown or duplicate.</exception>
    public void Check(Span<byte> utf8, Shape root)
    {
        _path.Clear();
        if (!Utf8.IsValid(utf8))
        {
            throw ProtocolErrors.NotUtf8();
        }

        var reader = new Utf8JsonReader(utf8, Options);
        try
        {
            if (!reader.Read() || reader.TokenType is not JsonTokenType.StartObject)
            {
                throw ProtocolErrors.NotAnObject();
            }

            CheckMessage(ref reader, utf8, root);
            reader.Read();
        }
        catch (JsonException e)
        {
            throw ProtocolErrors.Malformed(e, _path.ToString());
        }
        catch (InvalidOperationException e)
        {
            throw ProtocolErrors.Malformed("An escape is half of a surrogate pair.", _path.ToString(), e);
        }
    }

    void CheckMessage(ref Utf8JsonReader reader, Span<byte> utf8, Shape shape)
    {
        var seen = 0ul;
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            var index = FieldAt(ref reader, shape);
            if (index < 0)
            {
                SkipUnknown(ref reader);
                continue;
            }

            var field = shape.Fields[index];
            if (strict && (seen & (1ul << index)) != 0)
            {
                throw ProtocolErrors.DuplicateName(reader.GetString()!, _path.ToString());
            }

            seen |= 1ul << index;
            var name = CanonicalText.QuotedAt(ref reader, utf8);
            if (!shape.KeepsNames)
            {
                CanonicalText.Rename(name, field.Name);
            }

            reader.Read();
            if (reader.TokenType is JsonTokenType.Null)
            {
                name[1] = shape.KeepsNames ? name[1] : Struck;
                continue;
            }

            _path.EnterField(field.PathName);
            CheckValue(ref reader, utf8, field.Shape);
            _path.Leave();
        }
    }

    void CheckValue(ref Utf8JsonReader reader, Span<byte> utf8, Shape shape)
    {
        switch (shape.Kind)
        {
            case ShapeKind.Message:
                Expect(ref reader, JsonTokenType.StartObject, shape);
                CheckMessage(ref reader, utf8, shape);
                break;
            case ShapeKind.List:
                Expect(ref reader, JsonTokenType.StartArray, shape);
                CheckList(ref reader, utf8, shape.Element!);
                break;
            case ShapeKind.Map:
                Expect(ref reader, JsonTokenType.StartObject, shape);
                CheckMap(ref reader, utf8, shape.Element!);
                break;
            case ShapeKind.FreeObject:
                Expect(ref reader, JsonTokenType.StartObject, shape);
                CheckFree(ref reader);
                break;
            case ShapeKind.Free:
                CheckFree(ref reader);
                break;
            case ShapeKind.Bytes:
                Expect(ref reader, JsonTokenType.String, shape);
                CheckBytes(ref reader, utf8);
                break;
            default:
                if (!ScalarCheck.Fits(ref reader, shape.Kind))
                {
                    throw WrongValue(ref reader, shape);
                }

                break;
        }
    }

    void CheckList(ref Utf8JsonReader reader, Span<byte> utf8, Shape element)
    {
        for (var i = 0; reader.Read() && reader.TokenType is not JsonTokenType.EndArray; i++)
        {
            _path.EnterItem(i);
            CheckValue(ref reader, utf8, element);
            _path.Leave();
        }
    }

    // The API names the entries of a map by number: properties[0].value.
    void CheckMap(ref Utf8JsonReader reader, Span<byte> utf8, Shape element)
    {
        HashSet<string>? names = null;
        for (var i = 0; reader.Read() && reader.TokenType is JsonTokenType.PropertyName; i++)
        {
            RefuseDuplicate(ref reader, ref names);
            reader.Read();
            _path.EnterItem(i);
            _path.EnterField("value");
            CheckValue(ref reader, utf8, element);
            _path.Leave();
            _path.Leave();
        }
    }

    void CheckFree(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is JsonTokenType.StartObject)
        {
            HashSet<string>? names = null;
            while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
            {
                RefuseDuplicate(ref reader, ref names);
                reader.Read();
                CheckFree(ref reader);
            }
        }
        else if (reader.TokenType is JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
            {
                CheckFree(ref reader);
            }
        }
        else
        {
            ScalarCheck.RequireReadable(ref reader);
        }
    }

    void CheckBytes(ref Utf8JsonReader reader, Span<byte> utf8)
    {
        var quoted = CanonicalText.QuotedAt(ref reader, utf8);
        if (!Base64Text.IsValid(reader.ValueIsEscaped ? CanonicalText.Unescape(quoted) : quoted[1..^1]))
        {
            throw ProtocolErrors.BadBase64(_path.ToString());
        }
    }

    static int FieldAt(ref Utf8JsonReader reader, Shape shape) =>
        reader.ValueIsEscaped ? shape.IndexOf(Encoding.UTF8.GetBytes(reader.GetString()!)) : shape.IndexOf(reader.ValueSpan);

    void SkipUnknown(ref Utf8JsonReader reader)
    {
        if (strict)
        {
            throw ProtocolErrors.UnknownName(reader.GetString()!, _path.ToString());
        }

        reader.Read();
        CheckFree(ref reader);
    }

    void RefuseDuplicate(ref Utf8JsonReader reader, ref HashSet<string>? names)
    {
        if (!strict)
        {
            ScalarCheck.RequireReadable(ref reader);
            return;
        }

        var name = reader.GetString()!;
        if (!(names ??= new(StringComparer.Ordinal)).Add(name))
        {
            throw ProtocolErrors.DuplicateName(name, _path.ToString());
        }
    }

    void Expect(ref Utf8JsonReader reader, JsonTokenType token, Shape shape)
    {
        if (reader.TokenType != token)
        {
            throw WrongValue(ref reader, shape);
        }
    }

    ProtocolException WrongValue(ref Utf8JsonReader reader, Shape shape) =>
        ProtocolErrors.WrongValue(_path.ToString(), shape.TypeName, ProtocolErrors.Quote(ref reader));
}
