using Cortex.Live;
using Cortex.Live.Protocol;

namespace Cortex.Engines.Ladder;

/// <summary>A sentence of the ladder as a model's own words come: transcription and sound, or text, as the setup asks.</summary>
internal sealed class SpokenForm(Setup setup)
{
    private const string MimeType = "audio/pcm;rate=24000";
    private const int ChunkBytes = 11_520;

    private readonly bool _inText = setup.GenerationConfig?.ResponseModalities is [var modality] && modality == Modality.Text;
    private readonly bool _transcribes = setup.OutputAudioTranscription is not null;

    /// <summary>The messages, in order.</summary>
    public IEnumerable<ServerMessage> Messages(Saying saying, ReadOnlyMemory<byte> sound)
    {
        var text = saying.Text + " ";
        if (_inText)
        {
            yield return new ServerContent { ModelTurn = Content.FromText(text) };
        }
        else
        {
            // Without sound the words are all there is.
            if (_transcribes || sound.IsEmpty)
            {
                yield return new ServerContent { OutputTranscription = new Transcription { Text = " " + saying.Text } };
            }

            for (var at = 0; at < sound.Length; at += ChunkBytes)
            {
                var chunk = sound.Slice(at, Math.Min(ChunkBytes, sound.Length - at));
                yield return new ServerContent { ModelTurn = new Content { Parts = [new Part { InlineData = MediaBytes.FromRaw(MimeType, chunk) }] } };
            }
        }

        if (saying.OwnTurn)
        {
            yield return new ServerContent { GenerationComplete = true };
            yield return new ServerContent { TurnComplete = true };
        }
    }
}
