using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Cortex.Live.Session;
using Cortex.Testing;

namespace Cortex.Live.Tests.Session.Lives;

/// <summary>The server's end of one connection.</summary>
internal sealed class LifeLink
{
    private readonly LifeServer _server;
    private readonly Lock _lock = new();
    private readonly byte[] _buffer = new byte[64 * 1024];
    private Task _last = Task.CompletedTask;
    private Mind? _mind;
    private GivenAnswer? _answer;
    private string? _call;
    private int _step;
    private bool _sounded;
    private bool _isDead;

    public LifeLink(LifeServer server, InMemorySockets sockets)
    {
        (_server, Sockets) = (server, sockets);
        Running = Task.Run(RunAsync);
    }

    public InMemorySockets Sockets { get; }

    public Task Running { get; }

    /// <summary>It was set up and is neither dead nor closed.</summary>
    public bool IsUp => _mind is not null && !_isDead && Sockets.Server.State is WebSocketState.Open;

    /// <summary>It plays dead.</summary>
    public bool IsDead => _isDead;

    /// <summary>Each side did all it can and waits for the other.</summary>
    public bool IsAtRest
    {
        get
        {
            lock (_lock)
            {
                return _last.IsCompleted && Sockets.IsServerWaiting && Sockets.IsClientWaiting;
            }
        }
    }

    /// <summary>What this connection's server knows.</summary>
    public Mind Mind => _mind ?? new Mind();

    /// <summary>Nothing is read or sent from here on, and nobody says so.</summary>
    public void Die() => _isDead = true;

    public void Break() => Sockets.Break();

    public Task CloseAsync(int code, string text) => InTurn(() => Sockets.Server.CloseOutputAsync((WebSocketCloseStatus)code, text, CancellationToken.None));

    public Task SayAsync(string json) => InTurn(() => SendAsync(Encoding.UTF8.GetBytes(json)));

    public Task HandAsync() => InTurn(HandOverAsync);

    /// <summary>One step of the answer that is due, if one is.</summary>
    public Task AdvanceAsync() => InTurn(StepAsync);

    private async Task RunAsync()
    {
        try
        {
            while (await ReceiveAsync() is { } message)
            {
                await InTurn(() => TakeAsync(message));
            }

            if (!_isDead && Sockets.Server.State is WebSocketState.CloseReceived)
            {
                await InTurn(() => Sockets.Server.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", CancellationToken.None));
            }
        }
        catch (Exception exception) when (exception is WebSocketException or IOException or ObjectDisposedException or InvalidOperationException or OperationCanceledException)
        {
            // The connection is over.
        }

        if (!_isDead)
        {
            Sockets.Server.Dispose();
        }
    }

    private async Task<JsonElement?> ReceiveAsync()
    {
        using var message = new MemoryStream();
        while (true)
        {
            var part = await Sockets.Server.ReceiveAsync(_buffer.AsMemory(), CancellationToken.None);
            if (part.MessageType is WebSocketMessageType.Close || _isDead)
            {
                return null;
            }

            message.Write(_buffer, 0, part.Count);
            if (part.EndOfMessage)
            {
                return JsonElement.Parse(message.ToArray());
            }
        }
    }

    // One after the other: what the test does, and what the client's messages lead to.
    private Task InTurn(Func<Task> act)
    {
        lock (_lock)
        {
            return _last = AfterAsync(_last, act);
        }
    }

    private async Task AfterAsync(Task last, Func<Task> act)
    {
        await last;
        try
        {
            if (!_isDead)
            {
                await act();
            }
        }
        catch (Exception exception) when (exception is WebSocketException or IOException or ObjectDisposedException or InvalidOperationException or OperationCanceledException)
        {
            // The connection is over.
        }
    }

    private async Task TakeAsync(JsonElement message)
    {
        if (message.TryGetProperty("setup", out var setup))
        {
            var handle = setup.GetProperty("sessionResumption").TryGetProperty("handle", out var value) ? value.GetString() : null;
            _mind = _server.Restore(handle);
            await (_mind is null
                ? Sockets.Server.CloseOutputAsync(WebSocketCloseStatus.PolicyViolation, "BidiGenerateContent session not found", CancellationToken.None)
                : SendAsync("""{"setupComplete":{}}"""u8.ToArray()));
            return;
        }

        if (message.TryGetProperty("toolResponse", out _))
        {
            _call = null;
        }
        else if (message.TryGetProperty("clientContent", out var content) && content.GetProperty("turns").EnumerateArray().Any(static turn => turn.GetProperty("role").ValueEquals("model")))
        {
            // It is told that it has answered since.
            _mind!.Pending.Clear();
            _mind.Unheard.Clear();
        }
        else if (message.TryGetProperty("realtimeInput", out var input))
        {
            if (input.TryGetProperty("audio", out var audio))
            {
                await HearAsync(audio.GetProperty("data").GetBytesFromBase64());
            }
            else if (input.TryGetProperty("text", out var text))
            {
                await ReadAsync(text.GetString()!);
            }
        }
    }

    private async Task HearAsync(byte[] sound)
    {
        var (question, chunk, isLast) = LifeSounds.Read(sound);
        if (question == 0)
        {
            return;
        }

        await CutAsync();
        _mind!.Heard.Add((question, chunk));
        if (isLast)
        {
            Ask(question);
        }
    }

    private async Task ReadAsync(string text)
    {
        await CutAsync();
        if (text.StartsWith('Q'))
        {
            Ask(int.Parse(text[1..], null));
            return;
        }

        if (text != SessionWords.Answer && text != WatchPolicy.Default.NudgeText)
        {
            // The rest of what it was saying.
            _mind!.Pending.Clear();
            _mind.Unheard.Clear();
        }

        // A reminder of what it owes, or of what nobody could hear.
        Answer([.. _mind!.Pending.Count > 0 ? _mind.Pending : _mind.Unheard]);
    }

    private void Ask(int question)
    {
        if (_mind!.Asked.Add(question))
        {
            _mind.Pending.Add(question);
            Answer([.. _mind.Pending]);
        }
    }

    private void Answer(int[] questions)
    {
        _answer = _server.Give(questions);
        (_step, _sounded) = (0, false);
    }

    private void Begin(GivenAnswer answer)
    {
        _mind!.Pending.ExceptWith(answer.Questions);
        _mind.Unheard.Clear();
        if (!answer.IsAudible)
        {
            _mind.Unheard.UnionWith(answer.Questions);
        }
    }

    // As an answer that the wearer cuts into.
    private async Task CutAsync()
    {
        var (answer, step) = (_answer, _step);
        (_answer, _call) = (null, null);
        if (answer is null || step == 0)
        {
            return;
        }

        if (!_sounded)
        {
            // Nobody heard anything: what it was to answer is still owed.
            _mind!.Pending.UnionWith(answer.Questions);
        }

        await SendAsync("""{"serverContent":{"interrupted":true}}"""u8.ToArray());
        await SendAsync("""{"serverContent":{"turnComplete":true}}"""u8.ToArray());
    }

    private Task StepAsync()
    {
        if (_answer is not { } answer || _mind is null || _call is not null || answer.Turning is Turning.Stalled)
        {
            return Task.CompletedTask;
        }

        if (_step == 0)
        {
            Begin(answer);
        }

        return (answer.Turning, _step++) switch
        {
            (Turning.Silent, _) => EndAsync("""{"serverContent":{"turnComplete":true}}"""),
            (Turning.Rejected, _) => EndAsync("""{"serverContent":{"turnComplete":true,"turnCompleteReason":"RESPONSE_REJECTED"}}"""),
            (Turning.Soft, 0) => SendAsync(LifeSounds.Softly(answer.Number)),
            (Turning.Soft, 1) => SendAsync("""{"serverContent":{"generationComplete":true}}"""u8.ToArray()),
            (Turning.Soft, _) => EndAsync("""{"serverContent":{"turnComplete":true}}"""),
            (Turning.Tool, 0) => CallAsync(),
            (Turning.Truncated, 0) => SendAsync("""{"serverContent":{"outputTranscription":{"text":"You see the"}}}"""u8.ToArray()),
            (Turning.Truncated, 1) => PieceAsync(answer),
            (Turning.Truncated, _) => EndAsync("""{"serverContent":{"turnComplete":true}}"""),
            (_, 0) => SendAsync(Encoding.UTF8.GetBytes(Watch.Answers.Words($"Answer {answer.Number}."))),
            (Turning.Phantom, 2) => SendAsync("""{"serverContent":{"interrupted":true}}"""u8.ToArray()),
            (Turning.Phantom, > 2) => EndAsync("""{"serverContent":{"turnComplete":true}}"""),
            (Turning.Tone, > 3 and < 7) => SendAsync(LifeSounds.Note()),
            (_, < 4) => PieceAsync(answer),
            (_, 4) => SendAsync("""{"serverContent":{"generationComplete":true}}"""u8.ToArray()),
            _ => EndAsync("""{"serverContent":{"turnComplete":true}}"""),
        };
    }

    private Task PieceAsync(GivenAnswer answer)
    {
        _sounded = true;
        return SendAsync(LifeSounds.Piece(answer.Number, _step));
    }

    private async Task CallAsync()
    {
        _sounded = true;
        await SendAsync(Encoding.UTF8.GetBytes(Watch.Answers.Words($"Answer {_answer!.Number}.")));
        _call = _server.Call(_answer!);
        await SendAsync(Encoding.UTF8.GetBytes($$$"""{"toolCall":{"functionCalls":[{"id":"{{{_call}}}","name":"lamp"}]}}"""));
    }

    private async Task EndAsync(string end)
    {
        _answer = null;
        await SendAsync(Encoding.UTF8.GetBytes(end));
        await HandOverAsync();
    }

    private async Task HandOverAsync()
    {
        if (_mind is not null && !_server.GivesNoHandles && (_answer is null || _step == 0))
        {
            await SendAsync(Encoding.UTF8.GetBytes(Surviving.Wire.Handle(_server.Keep(_mind))));
        }
    }

    private Task SendAsync(byte[] message) => Sockets.Server.SendAsync(message, WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);
}
