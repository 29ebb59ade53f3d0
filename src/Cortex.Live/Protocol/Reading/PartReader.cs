using System.Text.Json;

namespace Cortex.Live.Protocol;

/// <summary>Reads the parts of a checked content; their media are views of the message.</summary>
sealed class PartReader(MediaReader media)
{
    readonly List<Part> _pooled = [];
    int _used;

    /// <summary>True once a part with media was read since <see cref="Reset"/>.</summary>
    public bool HasMedia { get; private set; }

    /// <summary>Takes the borrowed parts back.</summary>
    public void Reset()
    {
        _used = 0;
        HasMedia = false;
    }

    /// <summary>Reads one part. A part of nothing but media is borrowed until <see cref="Reset"/> where that is allowed.</summary>
    public Part Read(ref Utf8JsonReader reader, ReadOnlyMemory<byte> utf8, bool mayBorrow)
    {
        MediaBytes? inlineData = null;
        Part? rest = null;
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("inlineData"u8))
            {
                reader.Read();
                inlineData = media.Read(ref reader, utf8);
                HasMedia = true;
            }
            else
            {
                ReadField(ref reader, ref rest);
            }
        }

        if (rest is null && inlineData is not null && mayBorrow)
        {
            return Borrow(inlineData.Value);
        }

        rest ??= new Part();
        rest.InlineData = inlineData;
        return rest;
    }

    /// <summary>A part of nothing but media, borrowed until <see cref="Reset"/>.</summary>
    public Part Borrow(MediaBytes inlineData)
    {
        if (_used == _pooled.Count)
        {
            _pooled.Add(new Part());
        }

        var part = _pooled[_used++];
        part.InlineData = inlineData;
        return part;
    }

    static void ReadField(ref Utf8JsonReader reader, ref Part? part)
    {
        if (reader.ValueTextEquals("text"u8))
        {
            reader.Read();
            (part ??= new()).Text = reader.GetString();
        }
        else if (reader.ValueTextEquals("thought"u8))
        {
            reader.Read();
            (part ??= new()).Thought = reader.GetBoolean();
        }
        else if (reader.ValueTextEquals("thoughtSignature"u8))
        {
            reader.Read();
            (part ??= new()).ThoughtSignature = reader.GetString();
        }
        else if (reader.ValueTextEquals("fileData"u8))
        {
            (part ??= new()).FileData = Nested<FileData>.Read(ref reader);
        }
        else if (reader.ValueTextEquals("functionCall"u8))
        {
            (part ??= new()).FunctionCall = Nested<FunctionCall>.Read(ref reader);
        }
        else if (reader.ValueTextEquals("functionResponse"u8))
        {
            (part ??= new()).FunctionResponse = Nested<FunctionResponse>.Read(ref reader);
        }
        else if (reader.ValueTextEquals("executableCode"u8))
        {
            (part ??= new()).ExecutableCode = Nested<ExecutableCode>.Read(ref reader);
        }
        else if (reader.ValueTextEquals("codeExecutionResult"u8))
        {
            (part ??= new()).CodeExecutionResult = Nested<CodeExecutionResult>.Read(ref reader);
        }
        else
        {
            reader.Skip();
        }
    }
}
