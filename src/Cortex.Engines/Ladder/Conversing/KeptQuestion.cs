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

    // 16 kHz, mono, 16 bits (reference 4.3).
    private const int BytesPerSecond = 32_000;

    private readonly List<ClientMessage> _typed = [];
    private readonly int _most = (int)(longest.TotalSeconds * BytesPerSecond) & ~1;
    private byte[] _sound = [];
    private string _soundType = "";
    private byte[] _picture = [];
    private int _pictureLength;
    private string _pictureType = "";
    private int _length;
    private bool _wasSpoken;

    /// <summary>Sound at the question's beginning that was not kept.</summary>
    public TimeSpan Missing { get; private set; }

    /// <summary>Sound that is kept.</summary>
    public TimeSpan Sound => Duration(_length);

    /// <summary>Typed messages that are kept.</summary>
    public int Typed => _typed.Count;

    /// <summary>A new question begins; the newest picture stays.</summary>
    public void Clear()
    {
        _typed.Clear();
        (_length, _wasSpoken, Missing) = (0, false, TimeSpan.Zero);
    }

    /// <summary>A voice began.</summary>
    public void Begin() => _wasSpoken = true;

    /// <summary>Sound of the question.</summary>
    public void Hear(MediaBytes sound)
    {
        if (sound.MimeType != _soundType)
        {
            (_soundType, _length) = (sound.MimeType, 0);
        }

        var size = sound.DecodedLength;
        if (size > _most)
        {
            return;
        }

        if (_sound.Length == 0)
        {
            _sound = new byte[_most];
        }

        if (_length + size > _most)
        {
            // A second at a time, so that a long utterance is not moved with every chunk.
            var gone = Math.Min(_length, Math.Max(size, BytesPerSecond)) & ~1;
            _sound.AsSpan(gone, _length - gone).CopyTo(_sound);
            _length -= gone;
            Missing += Duration(gone);
        }

        try
        {
            _length += sound.CopyTo(_sound.AsSpan(_length));
        }
        catch (FormatException)
        {
            // Damaged base64 is the rung's to complain of.
        }
    }

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
    /// <param name="byMarks">Marks make the turns; else the pause of the stream makes them.</param>
    public IEnumerable<ClientMessage> Messages(bool isSpeaking, bool byMarks)
    {
        if (_wasSpoken)
        {
            yield return new RealtimeInput { ActivityStart = true };
        }

        if (_pictureLength > 0)
        {
            yield return new RealtimeInput { Video = MediaBytes.FromRaw(_pictureType, _picture.AsMemory(0, _pictureLength)) };
        }

        for (var at = 0; _wasSpoken && at < _length; at += ChunkBytes)
        {
            yield return new RealtimeInput { Audio = MediaBytes.FromRaw(_soundType, _sound.AsMemory(at, Math.Min(ChunkBytes, _length - at))) };
        }

        foreach (var typed in _typed)
        {
            yield return typed;
        }

        if (_wasSpoken && !isSpeaking)
        {
            yield return new RealtimeInput { ActivityEnd = true };
            if (!byMarks)
            {
                yield return new RealtimeInput { AudioStreamEnd = true };
            }
        }
    }

    private static TimeSpan Duration(int bytes) => TimeSpan.FromTicks(bytes * TimeSpan.TicksPerSecond / BytesPerSecond);

    private static ClientMessage Copy(ClientMessage message) => message is not ClientContent content ? message : new ClientContent
    {
        Turns = [.. content.Turns.Select(static turn => new Content { Role = turn.Role, Parts = [.. turn.Parts.Select(Copy)] })],
        TurnComplete = content.TurnComplete,
    };

    private static Part Copy(Part part) => part.InlineData is not { } media
        ? part
        : new Part { Text = part.Text, InlineData = MediaBytes.FromRaw(media.MimeType, media.ToArray()) };
}
