using System.Buffers;
using System.Text.Json;
using Cortex.Engines.Recording.Files;

namespace Cortex.Engines.Recording;

/// <summary>One line of a recording.</summary>
/// <param name="Number">Its line among those that are whole, from 1.</param>
/// <param name="At">Since the conversation was opened.</param>
/// <param name="Turn">The wearer's turn of an event; 0 otherwise.</param>
/// <param name="Kind">What it tells.</param>
/// <param name="Json">The message, notice or event in UTF-8, as it was written: media that were not recorded are their number of bytes.</param>
public sealed record RecordingLine(int Number, TimeSpan At, int Turn, RecordingLineKind Kind, ReadOnlyMemory<byte> Json)
{
    /// <summary>The message as it was, with silence for the media that were not recorded.</summary>
    /// <exception cref="JsonException">A size is out of range.</exception>
    public byte[] ToMessage()
    {
        var output = new ArrayBufferWriter<byte>(Json.Length + 256);
        using (var writer = new Utf8JsonWriter(output))
        {
            MediaFilter.PutSilenceIn(Json.Span, writer);
        }

        return output.WrittenSpan.ToArray();
    }
}
