using Cortex.Live.Protocol;

namespace Cortex.Assistant.Engine;

/// <summary>
/// What of the engine's answers passes to the reader, so that the stream stays well-formed when an answer is cut here and the engine
/// goes on with it. Pure; not thread-safe.
/// </summary>
internal sealed class AnswerGate
{
    private readonly Dictionary<string, string> _calls = [];
    private bool _isAsked;
    private bool _drops;
    private bool _hasDropped;
    private bool _isOvertaken;
    private bool _dropsNext;
    private int? _last;
    private int _newest;

    /// <summary>Something of an answer passed, and its end did not.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>A question waits for its answer.</summary>
    public bool IsAsked => _isAsked;

    /// <summary>What comes of the turn that was cut is thrown away.</summary>
    public bool IsDropping => _drops;

    /// <summary>Words of our own were put before an answer: its end is due.</summary>
    public void Begin() => IsOpen = true;

    /// <summary>A question goes to the engine.</summary>
    public void Asked()
    {
        _isAsked = true;
        _isOvertaken |= IsOpen;
        _dropsNext = false;
        if (_drops && !_hasDropped)
        {
            // Nothing of the turn that was cut came: what comes may be this one's.
            _drops = false;
        }
        else if (_drops)
        {
            _last = _newest;
        }
    }

    /// <summary>The turn that was cut goes on with words of the wearer: they are to be answered.</summary>
    public void Resume() => _drops = false;

    /// <summary>Cuts what is open or still to come.</summary>
    /// <param name="turn">The engine's turn whose answer is not wanted; 0: the one it is at.</param>
    /// <param name="endsQuestion">The reader has a question open that is answered by nobody.</param>
    /// <param name="withdrawn">Calls that the reader need not answer any more, and the engine still waits for.</param>
    /// <returns>What the reader is told, in order.</returns>
    public IReadOnlyList<ServerMessage> Cut(int turn, bool endsQuestion, out IReadOnlyList<FunctionCall> withdrawn)
    {
        var told = new List<ServerMessage>();
        if (IsOpen)
        {
            told.Add(new ServerContent { Interrupted = true });
        }

        withdrawn = [.. _calls.Select(static call => new FunctionCall { Id = call.Key, Name = call.Value })];
        if (_calls.Count > 0)
        {
            told.Add(new ToolCallCancellation { Ids = [.. _calls.Keys] });
        }

        if (IsOpen || endsQuestion)
        {
            told.Add(new ServerContent { TurnComplete = true });
        }

        if (IsOpen || _isAsked || turn > 0)
        {
            (_drops, _hasDropped) = (true, IsOpen);
            _last = turn > 0 ? turn : IsOpen ? _newest : null;

            // Asked into an answer: what comes first is the rest of that one.
            _dropsNext = IsOpen && _isOvertaken;
        }

        (IsOpen, _isAsked, _isOvertaken) = (false, false, false);
        _calls.Clear();
        return told;
    }

    /// <summary>A message of the engine.</summary>
    /// <param name="message">As it came.</param>
    /// <param name="turn">Its turn, as the engine counts.</param>
    /// <param name="refused">Calls that nobody will answer.</param>
    /// <returns>The same, a part of it, or null: nothing passes.</returns>
    public ServerMessage? Pass(ServerMessage message, int turn, out IReadOnlyList<FunctionCall> refused)
    {
        refused = [];
        _newest = Math.Max(_newest, turn);
        if (_drops && !_dropsNext && _last is { } last && turn > last)
        {
            _drops = false;
        }

        switch (message)
        {
            case ServerContent content:
                return _drops ? Dropped(content, turn) : Passed(content);
            case ToolCall call when _drops:
                (_hasDropped, _last) = (true, _last ?? turn);
                refused = call.FunctionCalls;
                return null;
            case ToolCall call:
                IsOpen = true;
                foreach (var one in call.FunctionCalls.Where(static one => one.Id is { Length: > 0 }))
                {
                    _calls[one.Id!] = one.Name;
                }

                return call;
            case ToolCallCancellation cancellation:
                var known = cancellation.Ids.Where(_calls.Remove).ToArray();
                return known.Length == cancellation.Ids.Count ? cancellation : known.Length > 0 ? new ToolCallCancellation { Ids = known } : null;
            default:
                return message;
        }
    }

    /// <summary>The answers of tools that still have somebody who asked for them.</summary>
    /// <param name="response">As it came.</param>
    /// <returns>The same, a part of it, or null: nothing is left.</returns>
    public ToolResponse? Answered(ToolResponse response)
    {
        var fitting = response.FunctionResponses.Where(answer => answer.Id is not { Length: > 0 } id || (answer.WillContinue is true ? _calls.ContainsKey(id) : _calls.Remove(id))).ToArray();
        return fitting.Length == response.FunctionResponses.Count ? response : fitting.Length > 0 ? new ToolResponse { FunctionResponses = fitting } : null;
    }

    private static bool IsEnd(ServerContent content) => content.TurnComplete && (content.InteractionStatus is not { } status || status == InteractionStatus.Idle);

    private ServerContent? Dropped(ServerContent content, int turn)
    {
        if (content.ModelTurn is not null || content.OutputTranscription is not null || content.GenerationComplete || content.Interrupted || content.TurnComplete)
        {
            (_hasDropped, _last) = (true, _last ?? turn);
        }

        if (IsEnd(content))
        {
            (_drops, _dropsNext, _last) = (_dropsNext, false, null);
        }

        return content is { InputTranscription: null, InterimInputTranscription: null, UsageMetadata: null }
            ? null
            : new ServerContent
            {
                InputTranscription = Kept(content.InputTranscription),
                InterimInputTranscription = Kept(content.InterimInputTranscription),
                UsageMetadata = content.UsageMetadata,
            };
    }

    private static Transcription? Kept(Transcription? heard) => heard is null ? null : new Transcription { Text = heard.Text, Finished = heard.Finished, LanguageCode = heard.LanguageCode };

    private ServerContent Passed(ServerContent content)
    {
        IsOpen = (IsOpen || content.ModelTurn is not null || content.OutputTranscription is not null || content.GenerationComplete) && !content.TurnComplete;
        if (content.TurnComplete)
        {
            // The question that overtook this answer is still open.
            _isAsked &= !IsEnd(content) || _isOvertaken;
            _isOvertaken = false;
        }

        return content;
    }
}
