using Cortex.Live.Connection;
using Cortex.Live.Protocol;

namespace Cortex.Live.Session;

/// <summary>
/// Words of an answer that has no sound yet. The server may send them ahead of it, and an answer that dies there is given again from
/// its start: whoever had read them would show, keep and tell the model words that nobody ever heard, twice. So they wait for the
/// first sound, or for the end of the turn, and are dropped with an answer that never sounded. Used under the session's lock.
/// </summary>
internal sealed class UnspokenWords(InboundPool pool)
{
    // A long answer has some hundred pieces, and no server is that far ahead of its sound.
    private const int Most = 128;
    private const int NoTurn = -1;

    private readonly Queue<QueuedEvent> _held = new();
    private int _soundingTurn = NoTurn;

    /// <summary>Keeps an event that is nothing but such words.</summary>
    /// <param name="item">The event.</param>
    /// <param name="bytes">What it is a view of; kept with it.</param>
    /// <returns>False where it must go on now.</returns>
    public bool Hold(in LiveEvent item, InboundMessage? bytes)
    {
        if (item.Turn == _soundingTurn || _held.Count == Most || item.Message is not ServerContent content || !IsWordsAlone(content))
        {
            return false;
        }

        if (_held.TryPeek(out var first) && first.Item.Turn != item.Turn)
        {
            Drop();
        }

        _held.Enqueue(new QueuedEvent(item, bytes));
        return true;
    }

    /// <summary>A message passes that was not held.</summary>
    /// <returns>True where what is held goes before it.</returns>
    public bool Frees(ServerMessage message, int turn)
    {
        if (message is not ServerContent content)
        {
            return false;
        }

        if (content.Interrupted || (_held.TryPeek(out var first) && first.Item.Turn != turn))
        {
            Drop();
        }

        var sounds = content.OutputTranscription is not null || MediaOf.IsIn(content);
        _soundingTurn = content.TurnComplete || content.Interrupted ? NoTurn : sounds ? turn : _soundingTurn;
        return sounds || content.TurnComplete;
    }

    /// <summary>Takes the oldest.</summary>
    public bool TryTake(out QueuedEvent words) => _held.TryDequeue(out words);

    /// <summary>The answer they belong to is not to be.</summary>
    public void Drop()
    {
        while (_held.TryDequeue(out var words))
        {
            if (words.Bytes is { } bytes)
            {
                pool.Return(bytes);
            }
        }

        _soundingTurn = NoTurn;
    }

    private static bool IsWordsAlone(ServerContent content) =>
        content is { OutputTranscription: not null, InputTranscription: null, InterimInputTranscription: null, ModelTurn: null }
            and { TurnComplete: false, Interrupted: false, GenerationComplete: false, WaitingForInput: false }
            and { InteractionStatus: null, TurnCompleteReason: null, GroundingMetadata: null, UrlContextMetadata: null };
}
