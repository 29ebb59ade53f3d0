using System.Text.Json;

namespace Cortex.Live.Protocol;

/// <summary>
/// Reads what a client said, strictly, in both spellings (camelCase and snake_case) at every level except inside args, responses
/// and schemas (reference 1.4). For servers. One reader belongs to one connection and one thread at a time.
/// </summary>
public sealed class ClientMessageReader
{
    readonly MessageChecker _checker = new(strict: true);
    readonly RealtimeInputReader _inputs = new();
    readonly ContentReader _contents = new(new MediaReader());

    /// <summary>Reads one whole message.</summary>
    /// <param name="utf8">The message; it is made canonical in place (escapes in base64, spellings), so the buffer is written to.</param>
    /// <returns>
    /// The message. A realtime input with media is reused by the next call; all media are views of the buffer; the rest is yours.
    /// </returns>
    /// <exception cref="ProtocolException">Malformed, duplicate, unknown or wrongly typed; says where.</exception>
    public ClientMessage Read(Memory<byte> utf8)
    {
        if (_inputs.TryReadMedia(utf8, out var media))
        {
            return media;
        }

        _checker.Check(utf8.Span, MessageShapes.Client);
        try
        {
            return ReadChecked(utf8);
        }
        catch (JsonException e)
        {
            throw ProtocolErrors.Malformed(e, "");
        }
    }

    ClientMessage ReadChecked(ReadOnlyMemory<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8.Span);
        ClientMessage? message = null;
        reader.Read();
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            if (reader.ValueSpan[0] is MessageChecker.Struck)
            {
                reader.Skip();
                continue;
            }

            if (message is not null)
            {
                throw ProtocolErrors.NotOneKind("more than one");
            }

            message = ReadKind(ref reader, utf8);
        }

        return message ?? throw ProtocolErrors.NotOneKind("none");
    }

    ClientMessage ReadKind(ref Utf8JsonReader reader, ReadOnlyMemory<byte> utf8)
    {
        if (reader.ValueTextEquals("realtimeInput"u8))
        {
            return _inputs.Read(ref reader, utf8);
        }

        if (reader.ValueTextEquals("clientContent"u8))
        {
            return ReadClientContent(ref reader, utf8);
        }

        return reader.ValueTextEquals("setup"u8)
            ? Nested<Setup>.Read(ref reader)
            : OlderScheduling.Lift(Nested<ToolResponse>.Read(ref reader));
    }

    ClientContent ReadClientContent(ref Utf8JsonReader reader, ReadOnlyMemory<byte> utf8)
    {
        var turns = new List<Content>();
        var turnComplete = false;
        reader.Read();
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            var isTurns = reader.ValueTextEquals("turns"u8);
            var isTurnComplete = reader.ValueTextEquals("turnComplete"u8);
            reader.Read();
            if (isTurns)
            {
                while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
                {
                    turns.Add(_contents.Read(ref reader, utf8));
                }
            }
            else if (isTurnComplete)
            {
                turnComplete = reader.GetBoolean();
            }
        }

        return new ClientContent { Turns = turns, TurnComplete = turnComplete };
    }
}
