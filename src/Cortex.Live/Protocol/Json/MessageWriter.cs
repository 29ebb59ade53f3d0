using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Cortex.Live.Protocol;

/// <summary>
/// Writes messages as UTF-8 JSON: compact for clients, as the real server does for servers. Defaults are omitted, int64 are
/// strings, durations end in s (reference 1.4). Free of state: any thread.
/// </summary>
public static class MessageWriter
{
    // The wire is no HTML: only what JSON itself demands is escaped, so base64 keeps its plus.
    static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
    static readonly JsonWriterOptions Indented = Compact with { Indented = true, IndentSize = 2, NewLine = "\n" };

    /// <summary>Writes a client's message, compact. An input of one sound or one picture allocates nothing.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="message">The message; media that is base64 already passes on as it is.</param>
    public static void Write(IBufferWriter<byte> output, ClientMessage message)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(message);
        if (message is RealtimeInput input && MediaMessageWriter.TryWrite(output, input))
        {
            return;
        }

        using var writer = new Utf8JsonWriter(output, Compact);
        writer.WriteStartObject();
        switch (message)
        {
            case RealtimeInput realtimeInput:
                Nested<RealtimeInput>.Write(writer, "realtimeInput"u8, realtimeInput);
                break;
            case ClientContent clientContent:
                Nested<ClientContent>.Write(writer, "clientContent"u8, clientContent);
                break;
            case ToolResponse toolResponse:
                Nested<ToolResponse>.Write(writer, "toolResponse"u8, toolResponse);
                break;
            case Setup setup:
                Nested<Setup>.Write(writer, "setup"u8, setup);
                break;
        }

        writer.WriteEndObject();
    }

    /// <summary>Writes a server's message. One that carries a single sound and nothing else allocates nothing.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="message">The message; media that is base64 already passes on as it is.</param>
    /// <param name="indented">Two spaces and a trailing newline, as the real server writes.</param>
    public static void Write(IBufferWriter<byte> output, ServerMessage message, bool indented)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(message);
        if (message is ServerContent content && MediaMessageWriter.TryWrite(output, content, indented))
        {
            return;
        }

        using (var writer = new Utf8JsonWriter(output, indented ? Indented : Compact))
        {
            Write(writer, message);
        }

        if (indented)
        {
            output.Write("\n"u8);
        }
    }

    static void Write(Utf8JsonWriter writer, ServerMessage message)
    {
        if (message is UnknownServerMessage { Raw.ValueKind: not JsonValueKind.Undefined } unknown)
        {
            unknown.Raw.WriteTo(writer);
            return;
        }

        writer.WriteStartObject();
        WriteKind(writer, message);
        if (message.UsageMetadata is { } usage)
        {
            Nested<UsageMetadata>.Write(writer, "usageMetadata"u8, usage);
        }

        writer.WriteEndObject();
    }

    static void WriteKind(Utf8JsonWriter writer, ServerMessage message)
    {
        switch (message)
        {
            case ServerContent content:
                Nested<ServerContent>.Write(writer, "serverContent"u8, content);
                break;
            case SetupComplete complete:
                Nested<SetupComplete>.Write(writer, "setupComplete"u8, complete);
                break;
            case ToolCall call:
                Nested<ToolCall>.Write(writer, "toolCall"u8, call);
                break;
            case ToolCallCancellation cancellation:
                Nested<ToolCallCancellation>.Write(writer, "toolCallCancellation"u8, cancellation);
                break;
            case GoAway goAway:
                Nested<GoAway>.Write(writer, "goAway"u8, goAway);
                break;
            case SessionResumptionUpdate update:
                Nested<SessionResumptionUpdate>.Write(writer, "sessionResumptionUpdate"u8, update);
                break;
            case VoiceActivity activity:
                Nested<VoiceActivity>.Write(writer, "voiceActivity"u8, activity);
                break;
            case VoiceActivityDetectionSignal signal:
                Nested<VoiceActivityDetectionSignal>.Write(writer, "voiceActivityDetectionSignal"u8, signal);
                break;
            case ServerError error:
                Nested<ServerError>.Write(writer, "error"u8, error);
                break;
        }
    }
}
