using System.Globalization;
using System.Text;
using System.Text.Json;
using CsCheck;

namespace Cortex.Live.Tests.Protocol;

/// <summary>The same message in another writing: spelling, order, white space, escapes, and, for lenient readers, unknown fields.</summary>
sealed class JsonVariant(int seed, bool withUnknown)
{
    // Within these everything is the user's own: no other spelling, no unknown fields.
    static readonly HashSet<string> Free =
        ["args", "partialArgs", "response", "parameters", "parametersJsonSchema", "responseJsonSchema", "groundingMetadata", "urlContextMetadata", "error",
         "googleSearch", "google_search"];

    // Seeded, so that a failure can be shown again.
    readonly Random _random = new(seed);
    readonly StringBuilder _text = new();

    public static Gen<int> Seeds { get; } = Gen.Int[0, int.MaxValue - 1];

    public static string Of(string json, int seed, bool withUnknown)
    {
        var variant = new JsonVariant(seed, withUnknown);
        variant.Write(JsonElement.Parse(json), isFree: false);
        return variant._text.ToString();
    }

    void Write(JsonElement value, bool isFree)
    {
        Space();
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(value, isFree);
                break;
            case JsonValueKind.Array:
                WriteArray(value, isFree);
                break;
            case JsonValueKind.String:
                WriteString(value.GetString()!);
                break;
            default:
                _text.Append(value.GetRawText());
                break;
        }

        Space();
    }

    void WriteObject(JsonElement value, bool isFree)
    {
        var members = value.EnumerateObject().Select(member => (member.Name, Write: (Action)(() => Write(member.Value, isFree || Free.Contains(member.Name))))).ToList();
        if (withUnknown && !isFree && _random.Next(3) == 0)
        {
            members.Add(("somethingNew" + _random.Next(9), () => _text.Append("""[{"a":null,"b\n":"\u0041"},1e5]""")));
        }

        // The order of a message's fields means nothing; that of the user's own members is kept.
        if (!isFree)
        {
            _random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(members));
        }

        _text.Append('{');
        for (var i = 0; i < members.Count; i++)
        {
            _text.Append(i > 0 ? "," : "");
            Space();
            WriteString(!isFree && _random.Next(2) == 0 ? JsonNamingPolicy.SnakeCaseLower.ConvertName(members[i].Name) : members[i].Name);
            Space();
            _text.Append(':');
            members[i].Write();
        }

        Space();
        _text.Append('}');
    }

    void WriteArray(JsonElement value, bool isFree)
    {
        _text.Append('[');
        var first = true;
        foreach (var item in value.EnumerateArray())
        {
            _text.Append(first ? "" : ",");
            first = false;
            Write(item, isFree);
        }

        Space();
        _text.Append(']');
    }

    void WriteString(string text)
    {
        _text.Append('"');
        foreach (var character in text)
        {
            var mustEscape = character is '"' or '\\' or < ' ';
            if (mustEscape || _random.Next(12) == 0)
            {
                _text.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:X4}");
            }
            else if (character == '/' && _random.Next(2) == 0)
            {
                _text.Append("\\/");
            }
            else
            {
                _text.Append(character);
            }
        }

        _text.Append('"');
    }

    void Space()
    {
        if (_random.Next(4) == 0)
        {
            _text.Append(" \n\t\r"[_random.Next(4)], _random.Next(1, 4));
        }
    }
}
