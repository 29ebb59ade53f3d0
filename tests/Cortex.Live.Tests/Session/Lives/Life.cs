using System.Net.WebSockets;
using System.Text.Json;
using Cortex.Live.Connection;
using Cortex.Live.Protocol;
using Cortex.Live.Session;
using Cortex.Testing;

namespace Cortex.Live.Tests.Session.Lives;

/// <summary>
/// One life of a real session: somebody who talks and types, a server with its moods, a network with its faults, all drawn from one
/// seed. Time is a clock that moves when the life lets it.
/// </summary>
internal sealed class Life : IAsyncDisposable
{
    private static readonly (int Code, string Text)[] Closes =
    [
        (1000, ""), (1001, "going away"), (1011, "Internal error encountered."), (1008, "The operation was aborted."),
        (1008, "BidiGenerateContent session not found"), (1007, "Request contains an invalid argument."), (1012, "service restart"),
        (1008, "Connection aborted because the client failed to close the connection after receiving a GoAway signal"),
    ];

    // Some seconds of real time, on any machine.
    private const int MostLooks = 3000;
    private const int MostLateLooks = 300;

    private readonly Random _dice;
    private readonly CountedClock _clock = new();
    private readonly CountedSockets _sockets = new();
    private readonly LogCapture _logs = new();
    private readonly LifeServer _server;
    private readonly LiveSession _session;
    private readonly WellFormed _engine;
    private readonly ILiveConversation _conversation;
    private readonly Listener _ear;
    private readonly List<string> _trail = [];
    private readonly HashSet<(int Question, int Chunk)> _spoken = [];
    private readonly HashSet<int> _typed = [];
    private readonly HashSet<string> _answered = [];
    private int _question;
    private int _chunk;
    private bool _speaks;

    public Life(int seed)
    {
        _dice = new Random(seed);
        _server = new LifeServer(_sockets);
        LiveSession? session = null;
        var jitter = new Random(seed);
        var engine = new LiveEngine(
            new LiveOptions
            {
                Endpoint = new Uri("http://live.test"),
                Credentials = new FixedCredentials(Credential.From(LiveStage.Key, "the test")),
                ConnectSocket = (_, _) => new ValueTask<WebSocket>(_server.Connect()),
                Jitter = jitter.NextDouble,
            },
            _clock,
            _logs);
        _engine = new WellFormed(new Noted(engine, opened => session = (LiveSession)opened));
        _conversation = _engine.Open(LiveStage.Setup, ConversationHistory.Empty);
        _session = session!;
        _ear = new Listener(_conversation);
    }

    /// <summary>The session ended itself.</summary>
    public bool IsClosed => _ear.Notices<Closed>().Count > 0;

    /// <summary>Connections it had.</summary>
    public int Connections => _sockets.Opened;

    /// <summary>What happened, for whoever has to find out why.</summary>
    public string Story => LifeStory.Tell(_trail, _engine.Breaches, _server, _ear.Events, _logs);

    /// <summary>A life of so many acts.</summary>
    public async Task LiveAsync(int acts)
    {
        await PassAsync(0.1);
        for (var i = 0; i < acts && !IsClosed; i++)
        {
            await ActAsync(_dice.Next(36));
            await WorkAsync();
        }
    }

    /// <summary>Nothing goes wrong any more and nothing is answered: what was said is with the server, or counted.</summary>
    public async Task<string?> KeepsAsync()
    {
        await HushAsync();
        string? fault = null;
        for (var i = 0; i < 120 + MostLateLooks && !IsClosed; i++)
        {
            await BePatientAsync(late: i >= 120);
            await WorkAsync();
            if (_server.Newest is { } link && (fault = Missing(link.IsUp ? link.Mind : new Mind())) is null)
            {
                return null;
            }

            await PassAsync(0.5);
        }

        return IsClosed ? null : fault;
    }

    /// <summary>Nothing goes wrong any more: the newest question comes to its answer, or the session ends and says why.</summary>
    public async Task<string?> AnswersAsync()
    {
        await HushAsync();
        for (var i = 0; i < 240 + MostLateLooks && !IsClosed; i++)
        {
            await BePatientAsync(late: i >= 240);
            for (var step = 0; step < 12 && _server.Newest is { } link; step++)
            {
                await link.AdvanceAsync();
                await WorkAsync();
            }

            if (IsTaken(_question) || WasGivenUp)
            {
                return null;
            }

            await PassAsync(0.5);
        }

        return IsClosed ? null : $"question {_question} got no answer in 120 s";
    }

    /// <summary>No answer was begun twice, and no piece of one was heard twice.</summary>
    public string? Twice()
    {
        var pieces = Pieces().Where(piece => _server.Given[piece.Answer].IsAudible).ToArray();
        var twice = pieces.GroupBy(static piece => piece).FirstOrDefault(static group => group.Count() > 1);
        if (twice is not null)
        {
            return $"piece {twice.Key} was heard {twice.Count()} times";
        }

        var answers = pieces.Select(static piece => piece.Answer).Distinct().Select(number => _server.Given[number]);
        var again = answers.SelectMany(static answer => answer.Questions).GroupBy(static question => question).FirstOrDefault(static group => group.Count() > 1);
        return again is null ? null : $"question {again.Key} was answered {again.Count()} times";
    }

    /// <summary>Ends it; returns what is left that should not be.</summary>
    public async Task<string?> EndAsync()
    {
        await _clock.RunUntil(_conversation.DisposeAsync().AsTask(), TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(60));
        await _ear.DisposeAsync();
        _server.Dispose();
        await _server.Over.Within("the server's loops");
        string Left() => $"{_sockets.Open} of {_sockets.Opened} sockets, {_sockets.Calls} calls of sockets, {_clock.Timers} timers, {_session.BuffersLent} buffers";
        var nothing = $"0 of {_sockets.Opened} sockets, 0 calls of sockets, 0 timers, 0 buffers";
        for (var look = 0; look < MostLooks && Left() != nothing; look++)
        {
            await LookAgainAsync(look);
        }

        return Left() == nothing ? null : "left over: " + Left();
    }

    public async ValueTask DisposeAsync()
    {
        _server.Dispose();
        await _conversation.DisposeAsync();
        _logs.Dispose();
    }

    private bool WasGivenUp => _ear.Notices<Lost>().Any(static lost => lost.Why.Contains("two sessions ended", StringComparison.Ordinal));

    private async Task ActAsync(int act)
    {
        _trail.Add($"{act}");
        switch (act)
        {
            case < 6:
                await SpeakAsync(1 + _dice.Next(8));
                break;
            case < 9:
                await HushAsync();
                break;
            case 9:
                await HushAsync();
                _typed.Add(++_question);
                await SendAsync(new RealtimeInput { Text = $"Q{_question}" });
                break;
            case < 14 when _server.Newest is { } link:
                for (var step = _dice.Next(1, 4); step > 0; step--)
                {
                    await link.AdvanceAsync();
                    await WorkAsync();
                }

                break;
            case < 16 when _server.Newest is { } link:
                for (var step = 0; step < 10; step++)
                {
                    await link.AdvanceAsync();
                    await WorkAsync();
                }

                break;
            case 16:
                _server.Newest?.Break();
                break;
            case 17 when _server.Newest is { } link:
                var (code, text) = Closes[_dice.Next(Closes.Length)];
                await link.CloseAsync(code, text);
                break;
            case 18:
                _server.Newest?.Die();
                break;
            case 19 when _server.Newest is { } link:
                await link.SayAsync($$$"""{"goAway":{"timeLeft":"{{{_dice.Next(2, 30)}}}s"}}""");
                break;
            case 20:
                _server.RefusesResume = true;
                break;
            case < 24:
                _server.Next((Turning)_dice.Next(1, 9));
                break;
            case 24:
                _server.GivesNoHandles = !_server.GivesNoHandles;
                break;
            case 25 when _server.Newest is { } link:
                await link.HandAsync();
                break;
            case 26:
                await AnswersOrThrowAsync();
                break;
            case 27:
                await PassAsync(13);
                break;
            case < 30:
                await PassAsync(4);
                break;
            default:
                await PassAsync(0.6);
                break;
        }
    }

    private async Task AnswersOrThrowAsync()
    {
        if (await AnswersAsync() is { } fault)
        {
            throw new InvalidOperationException(fault);
        }
    }

    private async Task SpeakAsync(int chunks)
    {
        if (!_speaks)
        {
            await SendAsync(new RealtimeInput { Audio = Sound(LifeSounds.Chunk(0, 0, isLast: false)) });
            (_speaks, _chunk) = (true, 0);
            _question++;
            await SendAsync(new RealtimeInput { ActivityStart = true });
        }

        for (var i = 0; i < chunks; i++)
        {
            await ChunkAsync(isLast: false);
        }
    }

    private async Task HushAsync()
    {
        if (_speaks)
        {
            _speaks = false;
            await ChunkAsync(isLast: true);
            await SendAsync(new RealtimeInput { ActivityEnd = true });
            await WorkAsync();
        }
    }

    private Task ChunkAsync(bool isLast)
    {
        _spoken.Add((_question, ++_chunk));
        return SendAsync(new RealtimeInput { Audio = Sound(LifeSounds.Chunk(_question, _chunk, isLast)) });
    }

    private static MediaBytes Sound(byte[] bytes) => MediaBytes.FromRaw("audio/pcm;rate=16000", bytes);

    private Task SendAsync(ClientMessage message) => _conversation.SendAsync(message, CancellationToken.None).AsTask().Within("room for a message");

    /// <summary>All does what it can without time passing; tools that were asked are done.</summary>
    private async Task WorkAsync()
    {
        await SettleAsync();
        foreach (var call in _ear.Messages<ToolCall>().SelectMany(static call => call.FunctionCalls).Where(call => _answered.Add(call.Id!)))
        {
            if (_dice.Next(4) > 0)
            {
                await SendAsync(new ToolResponse { FunctionResponses = [new FunctionResponse { Id = call.Id, Name = call.Name, Response = JsonElement.Parse("{}") }] });
                await SettleAsync();
            }
            else
            {
                // Later: after whatever happens next.
                _answered.Remove(call.Id!);
            }
        }
    }

    private async Task PassAsync(double seconds)
    {
        for (var left = seconds; left > 0; left -= 0.5)
        {
            _clock.Advance(TimeSpan.FromSeconds(Math.Min(0.5, left)));
            await SettleAsync();
        }
    }

    // Rounds of the pool alone prove nothing: a busy machine may have stopped a thread in the middle of this life's work. What then
    // comes in another order is another life.
    private async Task SettleAsync()
    {
        await ClockPump.Settle();
        for (var look = 0; !(IsAtRest && IsAtRest); look++)
        {
            // Who waits for a dead server waits for the clock.
            if (look > 5 && Stage is not SessionStage.Dialling && _server.Newest is { IsDead: true })
            {
                return;
            }

            if (look >= MostLooks)
            {
                throw new InvalidOperationException($"it does not come to rest in {Stage}");
            }

            await LookAgainAsync(look);
        }
    }

    private bool IsAtRest => _session.IsAtRest && (Stage is not SessionStage.Open || _server.Newest is { IsAtRest: true });

    private SessionStage Stage
    {
        get
        {
            lock (_session.Gate)
            {
                return ((ISessionFloor)_session).State.Stage;
            }
        }
    }

    // The clock may have run ahead of a busy machine: real time decides before a life is failed.
    private static Task BePatientAsync(bool late) => late ? Task.Delay(10) : Task.CompletedTask;

    private static Task LookAgainAsync(int look) => look < 20 ? ClockPump.Settle() : Task.Delay(2);

    private IEnumerable<(int Answer, int Piece)> Pieces() => _ear.Messages<ServerContent>()
        .Where(static content => content.ModelTurn is not null)
        .SelectMany(static content => content.ModelTurn!.Parts)
        .Where(static part => part.InlineData is not null)
        .Select(static part => LifeSounds.Origin(part.InlineData!.Value.ToArray()))
        .OfType<(int Answer, int Piece)>();

    // An answer to a later question takes an earlier one with it: the wearer has asked again.
    private bool IsTaken(int question) => question == 0 || Pieces().Select(static piece => piece.Answer)
        .Concat(_ear.Messages<ToolCall>().SelectMany(static call => call.FunctionCalls).Select(call => _server.Calls[call.Id!]))
        .Any(number => _server.Given[number].Questions.Any(answered => answered >= question));

    private string? Missing(Mind mind)
    {
        var open = _spoken.Select(static chunk => chunk.Question).Concat(_typed).Distinct().Where(question => !IsTaken(question)).ToHashSet();
        var chunks = _spoken.Where(chunk => open.Contains(chunk.Question) && !mind.Heard.Contains(chunk)).ToArray();
        var texts = _typed.Count(question => open.Contains(question) && !mind.Asked.Contains(question));
        var lost = _ear.Notices<Lost>();
        var counted = lost.Where(static one => one.What is LostKind.Microphone).Sum(static one => one.Duration.TotalMilliseconds) / LifeSounds.ChunkMs;
        var countedTexts = lost.Where(static one => one.What is LostKind.Text).Sum(static one => one.Count);
        return chunks.Length <= counted && texts <= countedTexts ? null
            : $"{chunks.Length} chunks ({string.Join(' ', chunks)}) and {texts} texts are missing, {counted} and {countedTexts} are counted";
    }

    private sealed class Noted(ILiveEngine inner, Action<ILiveConversation> opened) : ILiveEngine
    {
        public string Name => inner.Name;

        public ILiveConversation Open(Setup setup, ConversationHistory history)
        {
            var conversation = inner.Open(setup, history);
            opened(conversation);
            return conversation;
        }
    }
}
