using System.Text.Json;

namespace Cortex.Live.Protocol;

/// <summary>
/// Reads what a server said, leniently: unknown fields are skipped, unknown kinds kept (reference 1.3, 1.4).
/// One reader belongs to one connection and one thread at a time: the message of the audio path is one object, filled anew each time.
/// </summary>
public sealed class ServerMessageReader
{
    readonly MessageChecker _checker = new(strict: false);
    readonly ServerContentReader _contents = new();

    /// <summary>Reads one whole message.</summary>
    /// <param name="utf8">The message; it is made canonical in place (escapes in base64, spellings), so the buffer is written to.</param>
    /// <returns>
    /// The message. With media it and they are valid until the next call, and as long as the buffer is left alone; without media
    /// it is yours.
    /// </returns>
    /// <exception cref="ProtocolException">It is no JSON object, or a known field has the wrong type.</exception>
    public ServerMessage Read(Memory<byte> utf8)
    {
        if (_contents.TryReadSound(utf8, out var sound))
        {
            return sound;
        }

        _checker.Check(utf8.Span, MessageShapes.Server);
        try
        {
            return ReadChecked(utf8);
        }
        catch (JsonException e)
        {
            throw ProtocolErrors.Malformed(e, "");
        }
    }

    ServerMessage ReadChecked(ReadOnlyMemory<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8.Span);
        ServerMessage? message = null;
        UsageMetadata? usage = null;
        var isUnknown = false;
        reader.Read();
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("serverContent"u8))
            {
                reader.Read();
                message = _contents.Read(ref reader, utf8);
            }
            else if (reader.ValueTextEquals("usageMetadata"u8))
            {
                usage = Nested<UsageMetadata>.Read(ref reader);
            }
            else if (message is null && ReadKind(ref reader) is { } kind)
            {
                message = kind;
            }
            else
            {
                isUnknown |= SkipValue(ref reader);
            }
        }

        message ??= isUnknown ? ServerErrorReader.ReadErrorOrUnknown(utf8.Span) : usage is null ? new EmptyServerMessage() : new UsageReport();
        message.UsageMetadata = usage;
        return message;
    }

    static ServerMessage? ReadKind(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("setupComplete"u8) ? Nested<SetupComplete>.Read(ref reader)
        : reader.ValueTextEquals("toolCall"u8) ? Nested<ToolCall>.Read(ref reader)
        : reader.ValueTextEquals("toolCallCancellation"u8) ? Nested<ToolCallCancellation>.Read(ref reader)
        : reader.ValueTextEquals("goAway"u8) ? Nested<GoAway>.Read(ref reader)
        : reader.ValueTextEquals("sessionResumptionUpdate"u8) ? Nested<SessionResumptionUpdate>.Read(ref reader)
        : reader.ValueTextEquals("voiceActivity"u8) ? Nested<VoiceActivity>.Read(ref reader)
        : reader.ValueTextEquals("voiceActivityDetectionSignal"u8) ? Nested<VoiceActivityDetectionSignal>.Read(ref reader)
        : null;

    // A field that is null is unset, whatever its name.
    static bool SkipValue(ref Utf8JsonReader reader)
    {
        reader.Read();
        var isSet = reader.TokenType is not JsonTokenType.Null;
        reader.Skip();
        return isSet;
    }
}
