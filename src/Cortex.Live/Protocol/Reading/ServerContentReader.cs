using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Cortex.Live.Protocol;

/// <summary>Reads the server content of a checked message; one with media is borrowed until the next read, one without is yours.</summary>
sealed class ServerContentReader
{
    readonly MediaReader _media = new();
    readonly ContentReader _contents;
    ServerContent? _spare;

    public ServerContentReader() => _contents = new ContentReader(_media);

    /// <summary>Reads a message of one sound in one of the two usual forms; false for every other, checked or not.</summary>
    public bool TryReadSound(ReadOnlyMemory<byte> utf8, [NotNullWhen(true)] out ServerContent? content)
    {
        content = null;
        if (!MediaForm.IndentedAnswer.TryRead(utf8, _media.MimeTypes, out var sound)
            && !MediaForm.Answer.TryRead(utf8, _media.MimeTypes, out sound))
        {
            return false;
        }

        content = _spare = TakeSpare();
        content.ModelTurn = _contents.Borrow(sound);
        return true;
    }

    public ServerContent Read(ref Utf8JsonReader reader, ReadOnlyMemory<byte> utf8)
    {
        var content = TakeSpare();
        var hasMedia = false;
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("modelTurn"u8))
            {
                reader.Read();
                content.ModelTurn = _contents.ReadBorrowed(ref reader, utf8, out hasMedia);
            }
            else if (!ReadMark(ref reader, content) && !ReadWords(ref reader, content))
            {
                ReadRest(ref reader, content);
            }
        }

        _spare = hasMedia ? content : null;
        return content;
    }

    ServerContent TakeSpare()
    {
        var content = _spare ?? new ServerContent();
        _spare = null;
        content.Clear();
        return content;
    }

    static bool ReadMark(ref Utf8JsonReader reader, ServerContent content)
    {
        if (reader.ValueTextEquals("interrupted"u8))
        {
            content.Interrupted = ReadTruth(ref reader);
        }
        else if (reader.ValueTextEquals("generationComplete"u8))
        {
            content.GenerationComplete = ReadTruth(ref reader);
        }
        else if (reader.ValueTextEquals("turnComplete"u8))
        {
            content.TurnComplete = ReadTruth(ref reader);
        }
        else if (reader.ValueTextEquals("waitingForInput"u8))
        {
            content.WaitingForInput = ReadTruth(ref reader);
        }
        else
        {
            return false;
        }

        return true;
    }

    static bool ReadWords(ref Utf8JsonReader reader, ServerContent content)
    {
        if (reader.ValueTextEquals("inputTranscription"u8))
        {
            content.InputTranscription = Nested<Transcription>.Read(ref reader);
        }
        else if (reader.ValueTextEquals("outputTranscription"u8))
        {
            content.OutputTranscription = Nested<Transcription>.Read(ref reader);
        }
        else if (reader.ValueTextEquals("interimInputTranscription"u8))
        {
            content.InterimInputTranscription = Nested<Transcription>.Read(ref reader);
        }
        else
        {
            return false;
        }

        return true;
    }

    static void ReadRest(ref Utf8JsonReader reader, ServerContent content)
    {
        if (reader.ValueTextEquals("turnCompleteReason"u8))
        {
            content.TurnCompleteReason = Nested<TurnCompleteReason>.Read(ref reader);
        }
        else if (reader.ValueTextEquals("interactionStatus"u8))
        {
            content.InteractionStatus = Nested<InteractionStatus>.Read(ref reader);
        }
        else if (reader.ValueTextEquals("groundingMetadata"u8))
        {
            content.GroundingMetadata = Nested<JsonElement>.Read(ref reader);
        }
        else if (reader.ValueTextEquals("urlContextMetadata"u8))
        {
            content.UrlContextMetadata = Nested<JsonElement>.Read(ref reader);
        }
        else if (reader.ValueTextEquals("speechState"u8))
        {
            reader.Read();
            content.SpeechState = reader.GetString();
        }
        else
        {
            reader.Skip();
        }
    }

    static bool ReadTruth(ref Utf8JsonReader reader) => reader.Read() && reader.GetBoolean();
}
