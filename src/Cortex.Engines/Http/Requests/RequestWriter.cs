using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Cortex.Engines.Turns;
using Cortex.Live;
using Cortex.Live.Protocol;
using Cortex.Media.Audio;

namespace Cortex.Engines.Http;

/// <summary>Writes a question as the body of <c>generateContent</c>: what was said before, picture, sound, words, tools' answers (reference 7.1).</summary>
/// <param name="rounds">What the model said when it asked for tools.</param>
internal sealed class RequestWriter(CallRounds rounds)
{
    private const int SpeechHz = 16_000;
    private const int MostHistory = 8000;
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The body.</summary>
    public ReadOnlyMemory<byte> Write(Question question)
    {
        Content[] contents =
        [
            .. question.History.Tail(MostHistory).ToContents(),
            Asked(question),
            .. CallRounds.Contents(rounds.Group(question.Tools)),
        ];
        var body = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(body, Compact);
        writer.WriteStartObject();
        Copy(writer, "contents", new ClientContent { Turns = contents }, "clientContent", "turns");
        if (question.Setup.SystemInstruction is { Parts.Count: > 0 } instruction)
        {
            Copy(writer, "systemInstruction", new Setup { Model = "-", SystemInstruction = instruction }, "setup", "systemInstruction");
        }

        if (question.Setup.Tools is { Count: > 0 } tools)
        {
            Copy(writer, "tools", new Setup { Model = "-", Tools = [.. tools.Select(ForHttp)] }, "setup", "tools");
        }

        if (question.Setup.GenerationConfig?.MaxOutputTokens is { } most)
        {
            writer.WriteStartObject("generationConfig");
            writer.WriteNumber("maxOutputTokens", most);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.Flush();
        return body.WrittenMemory;
    }

    private static Content Asked(Question question)
    {
        List<Part> parts = [];
        if (question.Frame is { } frame)
        {
            parts.Add(new Part { InlineData = MediaBytes.FromRaw(frame.MimeType, frame.Bytes) });
        }

        if (!question.Speech.IsEmpty)
        {
            parts.Add(new Part { InlineData = MediaBytes.FromRaw("audio/wav", Wav(question.Speech)) });
        }

        if (!string.IsNullOrWhiteSpace(question.Text))
        {
            parts.Add(new Part { Text = question.Text });
        }

        return new Content { Role = "user", Parts = parts };
    }

    private static byte[] Wav(ReadOnlyMemory<byte> pcm)
    {
        var samples = new short[pcm.Length / sizeof(short)];
        Pcm.FromBytes(pcm.Span, samples);
        using var stream = new MemoryStream(pcm.Length + 64);
        using (var wav = new WavWriter(stream, "the utterance", SpeechHz))
        {
            wav.Write(samples);
        }

        return stream.ToArray();
    }

    // Blocking or not is a matter of Live conversations; here every call waits.
    private static Tool ForHttp(Tool tool) => tool.FunctionDeclarations is not { } functions ? tool : tool with
    {
        FunctionDeclarations = [.. functions.Select(static function => function with { Behavior = null })],
    };

    // The parts of both APIs are the same, so the wire's own codec writes them.
    private static void Copy(Utf8JsonWriter writer, string name, ClientMessage message, string kind, string field)
    {
        var bytes = new ArrayBufferWriter<byte>();
        MessageWriter.Write(bytes, message);
        using var document = JsonDocument.Parse(bytes.WrittenMemory);
        writer.WritePropertyName(name);
        document.RootElement.GetProperty(kind).GetProperty(field).WriteTo(writer);
    }
}
