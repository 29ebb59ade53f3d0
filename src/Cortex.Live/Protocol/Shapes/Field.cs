using System.Text;
using System.Text.Json;

namespace Cortex.Live.Protocol;

/// <summary>A named field of a message: its spellings, and what its value looks like.</summary>
sealed class Field
{
    readonly byte[][] _otherSpellings;

    public Field(string name, Shape shape, params ReadOnlySpan<string> aliases)
    {
        Shape = shape;
        Name = Encoding.UTF8.GetBytes(name);
        PathName = JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
        var others = new List<byte[]>();
        foreach (var spelling in (string[])[PathName, .. aliases])
        {
            if (spelling != name)
            {
                others.Add(Encoding.UTF8.GetBytes(spelling));
            }
        }

        _otherSpellings = [.. others];
    }

    /// <summary>The name as the messages' metadata spells it (camelCase), in UTF-8.</summary>
    public byte[] Name { get; }

    /// <summary>The name as the API writes it in a path (snake_case).</summary>
    public string PathName { get; }

    public Shape Shape { get; }

    /// <summary>True for any spelling of the name. None is shorter than <see cref="Name"/>, so a rename fits in place.</summary>
    public bool IsNamed(ReadOnlySpan<byte> spelling)
    {
        if (spelling.SequenceEqual(Name))
        {
            return true;
        }

        foreach (var other in _otherSpellings)
        {
            if (spelling.SequenceEqual(other))
            {
                return true;
            }
        }

        return false;
    }
}
