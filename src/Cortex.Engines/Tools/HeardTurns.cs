using System.Text;
using Cortex.Live;
using Cortex.Live.Protocol;

namespace Cortex.Engines.Tools;

/// <summary>What the wearer said in the newest turns of a conversation, written or transcribed. Thread-safe.</summary>
/// <param name="transcribes">Speech is asked to be written down.</param>
internal sealed class HeardTurns(bool transcribes)
{
    private const int Most = 1000;
    private readonly Lock _gate = new();
    private readonly StringBuilder _words = new();
    private readonly List<string> _typed = [];
    private bool _hasWords;
    private bool _asideCame;
    private bool _isAside;
    private int _turn;

    /// <summary>The wearer writes.</summary>
    public void Sent(ClientMessage message)
    {
        var text = message switch
        {
            RealtimeInput { IsAside: true } => "",
            RealtimeInput { Text: { Length: > 0 } typed } => typed,
            ClientContent { TurnComplete: true, Turns: [.., { } last] } => string.Concat(last.Parts?.Select(static part => part.Text) ?? []),
            _ => "",
        };
        lock (_gate)
        {
            _asideCame |= message is RealtimeInput { IsAside: true };
            if (text.Length > 0 && _typed.Count < 16)
            {
                // It opens a turn whose number the next event brings.
                _typed.Add(ToolText.Cut(text, Most));
            }
        }
    }

    /// <summary>An event came.</summary>
    public void Received(in LiveEvent item)
    {
        lock (_gate)
        {
            if (item.Turn > _turn)
            {
                _turn = item.Turn;
                _words.Clear();
                _words.AppendJoin(' ', _typed);
                _hasWords |= _typed.Count > 0;
                _typed.Clear();
                (_isAside, _asideCame) = (_asideCame, false);
            }

            if (item.Message is ServerContent { InputTranscription.Text: { Length: > 0 } piece } && _words.Length < Most)
            {
                _hasWords = true;
                _words.Append(piece);
            }
        }
    }

    /// <summary>The words of a turn; empty: none are known. Null: nobody writes anything down here.</summary>
    public string? Words(int turn)
    {
        lock (_gate)
        {
            var words = turn == _turn ? _words.ToString().Trim() : "";

            // Where no speech was ever written down, none will be; a turn that somebody else opened is not the wearer's.
            return words.Length > 0 || (transcribes && _hasWords) || (turn == _turn && _isAside) ? words : null;
        }
    }
}
