using System.Text;

namespace Cortex.Server.Rules;

/// <summary>How the server ends a conversation: the close code and the words (reference 4.6).</summary>
/// <param name="Code">The WebSocket close code.</param>
/// <param name="Text">The whole text; the wire carries its beginning.</param>
internal sealed record Refusal(int Code, string Text)
{
    /// <summary>Bytes of UTF-8 that fit in a close frame beside the code (RFC 6455, 5.5).</summary>
    public const int MaxBytes = 123;

    /// <summary>The text as the wire carries it: cut at <see cref="MaxBytes"/>, never inside a character.</summary>
    public string Reason => Cut(Text);

    internal static string Cut(string text)
    {
        if (Encoding.UTF8.GetByteCount(text) <= MaxBytes)
        {
            return text;
        }

        var bytes = 0;
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > MaxBytes)
            {
                break;
            }

            length += rune.Utf16SequenceLength;
        }

        return text[..length];
    }
}
