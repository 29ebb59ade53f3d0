using Cortex.Assistant.Battery;
using Cortex.Assistant.Commands;
using Cortex.Assistant.Engine;
using Cortex.Live;
using Cortex.Live.Protocol;
using Cortex.Media.Voices;
using Cortex.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cortex.Assistant.Tests.Engine;

/// <summary>A wearer and an engine that do what they like, in a well-formed way, with the assistant between them.</summary>
internal sealed class RandomTalk(int seed) : IAsyncDisposable
{
    private static readonly string[] Words =
    [
        "stop", "Stop.", "battery", "More", "help", "what do you see", "Where am I?", "thanks", "Tell me a joke", "camera off", "Who is talking?", "less", "repeat that", "Quiet!", "are you there",
    ];

    private readonly Random _random = new(seed);
    private readonly ScriptedEngine _engine = new(TimeProvider.System);
    private readonly HashSet<string> _calls = [];
    private bool _isAnswering;
    private bool _isSpeaking;
    private int _ids;

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    public async Task RunAsync()
    {
        var inner = new WellFormed(_engine);
        var assistant = new AssistantEngine(inner, OrderTests.Seeing("chair") with { ConnectsOnUse = seed % 4 == 0 }, new CueVoice(), TimeProvider.System, NullLoggerFactory.Instance);
        var outer = new WellFormed(assistant);
        var talk = outer.Open(OrderTests.Plain, ConversationHistory.Empty);
        await using (var ear = new Listener(talk))
        {
            assistant.Order((WearerCommand)_random.Next(Enum.GetValues<WearerCommand>().Length), "key");
            await talk.SendAsync(new RealtimeInput { ActivityStart = true });
            await talk.SendAsync(new RealtimeInput { ActivityEnd = true });
            for (var step = 0; step < 60; step++)
            {
                await ActAsync(assistant, talk);
            }

            Interrupt();
            if (_random.Next(2) == 0)
            {
                await Patience.Until(() => _engine.IsSettled || !assistant.Order(WearerCommand.Softer, "key"), "the engine to be read");
            }
        }

        Assert.Empty(inner.Breaches);
        Assert.Empty(outer.Breaches);
    }

    private async Task ActAsync(AssistantEngine assistant, ILiveConversation talk)
    {
        switch (_random.Next(12))
        {
            case 0:
                await talk.SendAsync(new RealtimeInput { Text = Words[_random.Next(Words.Length)] });
                break;
            case 1:
                _isSpeaking = !_isSpeaking;
                await talk.SendAsync(_isSpeaking ? new RealtimeInput { ActivityStart = true } : new RealtimeInput { ActivityEnd = true });
                if (_isSpeaking && _isAnswering && _random.Next(2) == 0)
                {
                    Interrupt();
                }

                break;
            case 2:
                assistant.Order((WearerCommand)_random.Next(Enum.GetValues<WearerCommand>().Length), "key");
                break;
            case 3:
                assistant.Warn(new BatteryState(5, false), stopsPictures: false);
                break;
            case 4 or 5:
                _engine.Say(new ServerContent { InputTranscription = new Transcription { Text = " " + Words[_random.Next(Words.Length)] } });
                break;
            case 6 or 7 or 8:
                _isAnswering = true;
                _engine.Say(new ServerContent { OutputTranscription = new Transcription { Text = "la " }, ModelTurn = Content.FromText("la") });
                break;
            case 9:
                var id = $"{seed}-{++_ids}";
                _calls.Add(id);
                _engine.Say(new ToolCall { FunctionCalls = [new FunctionCall { Id = id, Name = "look" }] });
                break;
            case 10 when _isAnswering:
                _isAnswering = false;
                _engine.Say(new ServerContent { GenerationComplete = true, TurnComplete = true, InteractionStatus = _random.Next(3) == 0 ? InteractionStatus.InProgress : null });
                break;
            default:
                if (_random.Next(4) == 0)
                {
                    _engine.Say(new RungChanged("a", "b", "chance"));
                }

                break;
        }
    }

    private void Interrupt()
    {
        _engine.Say(new ServerContent { Interrupted = true });
        if (_calls.Count > 0)
        {
            _engine.Say(new ToolCallCancellation { Ids = [.. _calls] });
            _calls.Clear();
        }

        _engine.Say(new ServerContent { TurnComplete = true });
        _isAnswering = false;
    }
}
