using Cortex.Engines.Scenario;
using Cortex.Engines.Turns;
using Cortex.Live;
using Cortex.Live.Protocol;
using Cortex.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Cortex.Engines.Tests.Scenario;

/// <summary>Plays both sides of a script through the turn engine on a fake clock, in manual turns.</summary>
internal sealed class Rehearsal : IAsyncDisposable
{
    private readonly Script _script;
    private readonly FakeTimeProvider _clock = new();
    private readonly ILiveConversation _conversation;
    private readonly HashSet<string> _answered = [];
    private int _turn;

    public Rehearsal(Script script, bool declareTools = true)
    {
        _script = script;
        var engine = new TurnEngine(
            new ScenarioBrain(script, new QuietVoice(), _clock), new TurnEngineOptions { Seed = 1 }, _clock, NullLoggerFactory.Instance);
        _conversation = new WellFormed(engine).Open(
            new Setup
            {
                Model = "models/test",
                RealtimeInputConfig = new RealtimeInputConfig { AutomaticActivityDetection = new AutomaticActivityDetection { Disabled = true } },
                InputAudioTranscription = new AudioTranscriptionConfig(),
                OutputAudioTranscription = new AudioTranscriptionConfig(),
                Tools = declareTools ? [new Tool { FunctionDeclarations = script.Declarations }] : null,
            },
            ConversationHistory.Empty);
        Ear = new Listener(_conversation);
    }

    public Listener Ear { get; }

    /// <summary>What was said in the newest turn.</summary>
    public string Said => Words(static content => content.OutputTranscription);

    public string Heard => Words(static content => content.InputTranscription);

    public IReadOnlyList<LiveEvent> New => [.. Ear.Events.Where(item => item.Turn == _turn)];

    public bool IsClosed => New.Any(static item => item.Notice is Closed);

    /// <summary>Plays one turn to its end, or until the next cuts in.</summary>
    public async Task PlayAsync(ScriptWearer wearer, ScriptWearer? next = null, TimeSpan? limit = null)
    {
        _turn++;
        await AskAsync(wearer);
        var end = _clock.GetUtcNow() + (limit ?? TimeSpan.FromMinutes(4));
        while (!IsOver(next) && _clock.GetUtcNow() < end)
        {
            await _clock.RunFor(TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(50));
            await AnswerCallsAsync();
        }

        // An end is several events: the last of them may still be on its way.
        await Patience.Until(
            () => Ear.Events.Count(static item => item.Message is not null) >= _conversation.Stats.MessagesDown && (_conversation.Stats.Closes.Count == 0 || IsClosed),
            "the listener has heard all");
    }

    public async ValueTask DisposeAsync() => await Ear.DisposeAsync();

    private async Task AskAsync(ScriptWearer wearer)
    {
        await _clock.RunFor(TimeSpan.FromMilliseconds(wearer.WaitMs), TimeSpan.FromMilliseconds(50));
        if (wearer.Picture is { } path)
        {
            using var stream = _script.OpenFile(path);
            var bytes = new byte[stream.Length];
            await stream.ReadExactlyAsync(bytes);
            await _conversation.SendAsync(new RealtimeInput { Video = MediaBytes.FromRaw("image/jpeg", bytes) });
        }

        if (wearer.Type is { } typed)
        {
            await _conversation.SendAsync(new RealtimeInput { Text = typed });
            return;
        }

        await _conversation.SendAsync(new RealtimeInput { ActivityStart = true });
        await _conversation.SendAsync(new RealtimeInput { Audio = MediaBytes.FromRaw("audio/pcm", new byte[6400]) });
        await _conversation.SendAsync(new RealtimeInput { ActivityEnd = true });
    }

    private bool IsOver(ScriptWearer? next)
    {
        if (IsClosed)
        {
            return true;
        }

        if (next?.CutInMs is { } cutIn)
        {
            var sound = New.FirstOrDefault(static item => item.Message is ServerContent { ModelTurn: not null });
            return sound.Message is not null && _clock.GetElapsedTime(sound.Timestamp) >= TimeSpan.FromMilliseconds(cutIn);
        }

        return New.Any(static item => item.Message is ServerContent { TurnComplete: true }) && Outstanding().Count == 0
            && New.Last(static item => item.Message is ServerContent or ToolCall or ToolCallCancellation).Message is ServerContent { TurnComplete: true };
    }

    private List<FunctionCall> Outstanding()
    {
        var cancelled = Ear.Messages<ToolCallCancellation>().SelectMany(static one => one.Ids).ToHashSet();
        return [.. Ear.Messages<ToolCall>().SelectMany(static call => call.FunctionCalls).Where(call => !_answered.Contains(call.Id!) && !cancelled.Contains(call.Id!))];
    }

    private async Task AnswerCallsAsync()
    {
        foreach (var call in Outstanding())
        {
            var tool = _script.Tools.Single(tool => tool.Name == call.Name);
            if (tool.Respond(call) is { } response && _answered.Add(call.Id!))
            {
                await _clock.RunFor(TimeSpan.FromMilliseconds(tool.TakesMs), TimeSpan.FromMilliseconds(50));
                await _conversation.SendAsync(new ToolResponse { FunctionResponses = [response] });
            }
        }
    }

    private string Words(Func<ServerContent, Transcription?> which) => string.Concat(
        New.Select(static item => item.Message).OfType<ServerContent>().Select(which).Select(static one => one?.Text)).Trim();
}
