using Cortex.Live;
using Cortex.Live.Protocol;

namespace Cortex.Engines.Ladder;

/// <summary>
/// What the wearer said, typed and looked at since the open question began, to ask it again: copies, bounded. Guarded by the
/// conversation's lock.
/// </summary>
/// <param name="longest">Sound that is kept; of a longer utterance the beginning goes.</param>
internal sealed class KeptQuestion(TimeSpan longest)
{
    private const int MostTyped = 64;
    private const int ChunkBytes = 3200;

    private readonly List<ClientMessage> _typed = [];
    private readonly KeptSound _sound = new(longest);
    private byte[] _picture = [];
    private int _pictureLength;
    private string _pictureType = "";
    private bool _wasSpoken;

    /// <summary>Sound at the question's beginning that was not kept.</summary>
    public TimeSpan Missing => _sound.Missing;

    /// <summary>Sound that is kept.</summary>
    public TimeSpan Sound => _sound.Duration;

    /// <summary>Typed messages that are kept.</summary>
    public int Typed => _typed.Count;

    /// <summary>A new question begins; the newest picture stays.</summary>
    public void Clear()
    {
        _typed.Clear();
        _sound.Clear();
        _wasSpoken = false;
    }

    /// <summary>A voice began.</summary>
    public void Begin() => _wasSpoken = true;

    /// <summary>Sound of the question.</summary>
    public void Hear(MediaBytes sound) => _sound.Hear(sound);

    /// <summary>Typed words, kept as our own copy.</summary>
    public void Type(ClientMessage message)
    {
        if (_typed.Count < MostTyped)
        {
            _typed.Add(Copy(message));
        }
    }

    /// <summary>The newest picture.</summary>
    public void See(MediaBytes picture)
    {
        var size = picture.DecodedLength;
        if (_picture.Length < size)
        {
            _picture = new byte[size + (size / 2)];
        }

        try
        {
            (_pictureLength, _pictureType) = (picture.CopyTo(_picture), picture.MimeType);
        }
        catch (FormatException)
        {
            _pictureLength = 0;
        }
    }

    /// <summary>The question as messages, in order: voice, picture, sound, words, end of the voice.</summary>
    /// <param name="isSpeaking">The wearer has not finished.</param>
    /// <param name="isMarked">The wearer marks what they say; else nothing but sound goes on from here.</param>
    /// <param name="byMarks">Marks make the turns; else the pause of the stream makes them.</param>
    public IEnumerable<ClientMessage> Messages(bool isSpeaking, bool isMarked, bool byMarks)
    {
        if (_wasSpoken && isMarked)
        {
            yield return new RealtimeInput { ActivityStart = true };
        }

        if (_pictureLength > 0)
        {
            yield return new RealtimeInput { Video = MediaBytes.FromRaw(_pictureType, _picture.AsMemory(0, _pictureLength)) };
        }

        for (var at = 0; _wasSpoken && at < _sound.Bytes.Length; at += ChunkBytes)
        {
            yield return new RealtimeInput { Audio = MediaBytes.FromRaw(_sound.MimeType, _sound.Bytes.Slice(at, Math.Min(ChunkBytes, _sound.Bytes.Length - at))) };
        }

        foreach (var typed in _typed)
        {
            yield return typed;
        }

        if (_wasSpoken && !isSpeaking)
        {
            if (isMarked)
            {
                yield return new RealtimeInput { ActivityEnd = true };
            }

            if (!byMarks)
            {
                yield return new RealtimeInput { AudioStreamEnd = true };
            }
        }
    }

    private static ClientMessage Copy(ClientMessage message) => message is not ClientContent content ? message : new ClientContent
    {
        Turns = [.. content.Turns.Select(static turn => new Content { Role = turn.Role, Parts = [.. turn.Parts.Select(Copy)] })],
        TurnComplete = content.TurnComplete,
    };

    private static Part Copy(Part part) => part.InlineData is not { } media
        ? part
        : new Part { Text = part.Text, InlineData = MediaBytes.FromRaw(media.MimeType, media.ToArray()) };
}
