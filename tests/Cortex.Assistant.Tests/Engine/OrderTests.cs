using Cortex.Assistant.Battery;
using Cortex.Assistant.Commands;
using Cortex.Assistant.Cues;
using Cortex.Assistant.Engine;
using Cortex.Assistant.Instruction;
using Cortex.Assistant.Routing;
using Cortex.Live;
using Cortex.Live.Protocol;
using Cortex.Media.Detection;
using Cortex.Media.Frames;
using Cortex.Media.Voices;
using Cortex.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cortex.Assistant.Tests.Engine;

/// <summary>Orders, routes and own answers, around an engine whose every event is the test's; both sides of it behind the checker.</summary>
public sealed class OrderTests : IAsyncDisposable
{
    private readonly ScriptedEngine _engine = new(TimeProvider.System);
    private readonly List<ClientMessage> _up = [];
    private readonly WellFormed _inner;
    private AssistantEngine? _assistant;
    private ILiveConversation? _talk;
    private Listener? _ear;

    public OrderTests() => _inner = new WellFormed(new SeenEngine(_engine, _up));

    [Fact]
    public async Task A_typed_order_never_reaches_the_engine()
    {
        Open();
        await Type("Stop.");
        await UntilEnds(1);
        Assert.Equal(new Ordered("stop", "text"), Assert.Single(_ear!.Notices<Ordered>()));
        Assert.Empty(_up.OfType<RealtimeInput>());
        Assert.DoesNotContain(_ear.Messages<ServerContent>(), static content => content.ModelTurn is not null);
    }

    [Fact]
    public async Task The_battery_is_told_here_and_the_model_knows_it()
    {
        Open(new AssistantOptions { Battery = new Charge(new BatteryState(41, false)) });
        await Type("battery");
        await UntilEnds(1);
        Assert.Contains("41 percent", Said());
        Assert.Contains(_ear!.Messages<ServerContent>(), static content => content.ModelTurn is not null);
        await Patience.Until(() => Sent<ClientContent>().Any(), "the note to the model");
        var note = Assert.Single(Sent<ClientContent>());
        Assert.False(note.TurnComplete);
        Assert.Contains("41 percent", note.Turns[0].Parts[0].Text);
    }

    [Fact]
    public async Task A_pairing_code_is_said_and_told_to_nobody_else()
    {
        Open(new AssistantOptions { Pairing = static () => "The pairing code is 1 2 3 4, 5 6 7 8." });
        await Type("give me a pairing code");
        await UntilEnds(1);
        Assert.Contains("1 2 3 4", Said());
        Assert.Empty(Sent<ClientContent>());
    }

    [Fact]
    public async Task Without_a_console_there_is_no_pairing_code()
    {
        Open();
        await Type("pair a phone");
        await UntilEnds(1);
        Assert.Contains("the console is off", Said());
    }

    [Fact]
    public async Task Typed_orders_are_turns_of_their_own()
    {
        Open();
        await Type("louder");
        await UntilEnds(1);
        await Type("softer");
        await UntilEnds(2);
        Assert.Equal([1, 2], _ear!.Events.Where(static item => item.Message is ServerContent { TurnComplete: true }).Select(static item => item.Turn));
    }

    [Fact]
    public async Task Without_a_battery_it_is_honest()
    {
        Open();
        await Type("How full is the battery?");
        await UntilEnds(1);
        Assert.Contains("I do not know the battery", Said());
    }

    [Fact]
    public async Task An_order_works_before_anything_is_connected()
    {
        _engine.Refuses = null;
        var assistant = new AssistantEngine(new NeverEngine(), new AssistantOptions { Answerer = "live" }, new CueVoice(), TimeProvider.System, NullLoggerFactory.Instance);
        var talk = new WellFormed(assistant).Open(Plain, ConversationHistory.Empty);
        await using var ear = new Listener(talk);
        Assert.True(assistant.Order(WearerCommand.AreYouThere, "button"));
        await ear.Until(static item => item.Message is ServerContent { TurnComplete: true }, "the answer");
        Assert.Equal(new Ordered("areYouThere", "button"), Assert.Single(ear.Notices<Ordered>()));
        Assert.Contains("I am here", string.Concat(ear.Messages<ServerContent>().Select(static content => content.OutputTranscription?.Text)));
        Assert.Single(ear.Messages<SetupComplete>());
    }

    [Fact]
    public async Task Without_a_conversation_nothing_is_ordered()
    {
        var assistant = new AssistantEngine(_engine, new AssistantOptions(), new CueVoice(), TimeProvider.System, NullLoggerFactory.Instance);
        Assert.False(assistant.Order(WearerCommand.Stop, "key"));
        Open();
        await _talk!.DisposeAsync();
        await _ear!.UntilClosed();
        Assert.False(_assistant!.Order(WearerCommand.Stop, "key"));
    }

    [Fact]
    public async Task A_spoken_stop_cuts_the_answer_and_drops_the_rest_of_it()
    {
        Open();
        await Voice();
        Hear("Stop it, please.");
        Say("Once upon a time");
        Say("there was a princess");
        End();
        await UntilEnds(1);
        Assert.Equal(new Ordered("stop", "voice"), Assert.Single(_ear!.Notices<Ordered>()));
        Assert.Equal("", Said());

        await Voice();
        Hear("What is this?");
        Say("A cup.");
        End();
        await UntilEnds(2);
        Assert.Equal("A cup.", Said());
    }

    [Fact]
    public async Task A_transcript_that_comes_late_cuts_in_the_middle()
    {
        Open();
        await Voice();
        Say("Once upon a time");
        await _ear!.Until(static item => item.Message is ServerContent { ModelTurn: not null }, "the beginning");
        Hear("camera off.");
        await _ear!.Until(static item => item.Notice is Ordered, "the order");
        Say("there was a princess");
        _engine.Say(new ToolCall { FunctionCalls = [new FunctionCall { Id = "1", Name = "look" }] });
        End();
        Hear(" ");
        await Patience.Until(() => Sent<ToolResponse>().Any(), "the refused call");
        await UntilEnds(1);
        Assert.Equal("Once upon a time", Said());
        Assert.Single(_ear.Messages<ServerContent>(), static content => content.Interrupted);
        Assert.Empty(_ear.Messages<ToolCall>());
        Assert.Equal("1", Assert.Single(Sent<ToolResponse>()).FunctionResponses[0].Id);
    }

    [Fact]
    public async Task A_stop_that_is_said_into_an_answer_drops_the_rest_of_it_and_the_answer_to_itself()
    {
        Open();
        await Type("Tell me a story");
        Say("Once upon a time");
        await _ear!.Until(static item => item.Message is ServerContent { ModelTurn: not null }, "the beginning");
        await Voice();
        Hear("Stop.");
        Say("there was a princess");
        _engine.Interrupt();
        Say("Of course, I stop.");
        End();
        await Patience.Until(() => _engine.IsSettled, "all of it to be read");
        await Type("And the time?");
        Say("Noon.");
        End();
        await UntilEnds(2);
        Assert.Equal("Once upon a timeNoon.", Said());
    }

    [Fact]
    public async Task What_else_was_said_is_answered()
    {
        Open();
        await Voice();
        Hear("Stop.");
        Hear(" What is in front of me?");
        Say("A door.");
        End();
        await _ear!.Until(static item => item.Message is ServerContent { ModelTurn: not null }, "the answer");
        Assert.Equal("A door.", Said());
        Assert.Equal("stop", Assert.Single(_ear.Notices<Ordered>()).Command);
    }

    [Fact]
    public async Task A_key_that_stops_takes_back_a_question_whose_answer_has_not_begun()
    {
        Open();
        await Type("Tell me a story");
        Assert.True(_assistant!.Order(WearerCommand.Stop, "key"));
        await UntilEnds(1);
        Say("Once upon a time");
        End();
        await Patience.Until(() => _engine.IsSettled, "the old answer to be read");
        await Type("And a joke");
        Say("Knock knock.");
        End();
        await UntilEnds(2);
        Assert.Equal("Knock knock.", Said());
    }

    [Fact]
    public async Task What_this_device_sees_it_answers_itself_and_more_is_the_models()
    {
        Open(Seeing("chair"));
        await Type("What's in front of me?");
        await UntilEnds(1);
        Assert.Contains("chair", Said());
        Assert.Equal(1, Assert.Single(_ear!.Notices<Routed>()).Layer);
        Assert.Empty(Sent<RealtimeInput>());

        await Type("More");
        await Patience.Until(() => Sent<RealtimeInput>().Any(), "the question to the model");
        var asked = Assert.Single(Sent<RealtimeInput>()).Text!;
        Assert.Contains("What's in front of me?", asked);
        Assert.Contains("chair", asked);
        Say("It is a red armchair.");
        End();
        await UntilEnds(2);
        Assert.EndsWith("It is a red armchair.", Said());
    }

    [Theory]
    [InlineData("is there a dog"), InlineData("how many people are there"), InlineData("where is my phone")]
    public async Task What_was_not_recognised_the_model_is_asked(string question)
    {
        Open(Seeing("chair"));
        await Type(question);
        await Patience.Until(() => _ear!.Notices<Routed>().Count == 2, "both decisions");
        Assert.Equal([1, 2], _ear!.Notices<Routed>().Select(static routed => routed.Layer));
        Assert.Equal(question, Assert.Single(Sent<RealtimeInput>()).Text);
    }

    [Fact]
    public async Task Without_a_guide_that_is_said_and_the_model_is_asked()
    {
        Open(Seeing("chair"));
        await Type("Where am I?");
        Say("In a kitchen.");
        End();
        await UntilEnds(1);
        Assert.Contains(AssistantWords.NoGuide, Said());
        Assert.EndsWith("In a kitchen.", Said());
        Assert.Single(Sent<RealtimeInput>());
    }

    [Fact]
    public async Task What_asks_nothing_costs_nothing()
    {
        Open(Seeing("chair"));
        await Type("Thanks for watching!");
        await UntilEnds(1);
        Assert.Equal(0, Assert.Single(_ear!.Notices<Routed>()).Layer);
        Assert.Empty(_up);
    }

    [Theory]
    [InlineData("hello", "I am here")]
    [InlineData("Thank you!", "You are welcome")]
    public async Task A_courtesy_has_a_word_of_this_device_and_costs_nothing(string typed, string says)
    {
        Open(Seeing("chair"));
        await Type(typed);
        await UntilEnds(1);
        Assert.Contains(says, Said());
        Assert.Empty(_up);
    }

    [Fact]
    public async Task More_and_less_change_the_instruction_in_the_open_conversation()
    {
        Open(new AssistantOptions { Instruction = Content.FromText("You are Cortex.") });
        Assert.True(_assistant!.Order(WearerCommand.More, "key"));
        Assert.True(_assistant.Order(WearerCommand.Less, "key"));
        Assert.True(_assistant.Order(WearerCommand.Quiet, "key"));
        Assert.True(_assistant.Order(WearerCommand.Less, "key"));
        _assistant.Verbosity = Verbosity.Detailed;
        await Patience.Until(() => Sent<Setup>().Count == 4, "the setups");
        Assert.Equal(
            [Verbosity.Normal, Verbosity.Brief, Verbosity.Quiet, Verbosity.Detailed],
            Sent<Setup>().Select(static setup => Enum.GetValues<Verbosity>().Single(one => setup.SystemInstruction!.Parts[0].Text == InstructionText.Make("You are Cortex.", one))));
        Assert.Equal(Verbosity.Detailed, _assistant.Verbosity);
    }

    [Fact]
    public async Task Help_names_the_commands_and_every_sound()
    {
        Open();
        await Type("help");
        await UntilEnds(1);
        Assert.All(Enum.GetValues<Cue>(), cue => Assert.Contains(CueSounds.NameOf(cue) + ":", Said()));
        Assert.Contains("repeat", Said());
        Assert.Contains("battery", Said());
    }

    [Theory]
    [InlineData("live", "Gemini answers"), InlineData("offline", "alone, without the network"), InlineData("none", "Nobody can answer")]
    public async Task Who_answers_is_said_in_plain_words(string rung, string words)
    {
        Open();
        _engine.Say(new RungChanged("live", rung, "a test"));
        await _ear!.Until(static item => item.Notice is RungChanged, "the change");
        await Type("Who is talking?");
        await UntilEnds(1);
        Assert.Contains(words, Said());
    }

    [Fact]
    public async Task A_voice_ends_what_this_device_says()
    {
        Open();
        await Type("help");
        await UntilEnds(1);
        await Voice();
        await _ear!.Until(static item => item.Message is ServerContent { Interrupted: true }, "the interruption");
    }

    [Fact]
    public async Task A_warning_waits_for_the_end_of_an_answer()
    {
        Open();
        await Type("Tell me a story");
        Say("Once");
        await _ear!.Until(static item => item.Message is ServerContent { ModelTurn: not null }, "the beginning");
        _assistant!.Warn(new BatteryState(10, false), stopsPictures: true);
        Say("upon a time");
        End();
        await UntilEnds(2);
        Assert.Matches("Once.*upon a time.*10 percent.*camera", Said());
    }

    [Fact]
    public async Task Whatever_happens_the_stream_stays_well_formed()
    {
        // Both sides are behind the checker, which throws.
        for (var seed = 0; seed < 300; seed++)
        {
            await using var talk = new RandomTalk(seed);
            await talk.RunAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_ear is not null)
        {
            await _ear.DisposeAsync();
        }

        Assert.Empty(_inner.Breaches);
    }

    internal static Setup Plain => new() { Model = "models/test", OutputAudioTranscription = new AudioTranscriptionConfig(), InputAudioTranscription = new AudioTranscriptionConfig() };

    internal static AssistantOptions Seeing(params string[] things) => new()
    {
        Router = RouteTable.English,
        Look = _ => ValueTask.FromResult<Scene?>(new Scene([.. things.Select(static thing => new SceneObject(thing, 0.9, new PicturePlace(0.4f, 0.4f, 0.6f, 0.6f)))], 0)),
    };

    private void Open(AssistantOptions? options = null)
    {
        _assistant = new AssistantEngine(_inner, options ?? new AssistantOptions(), new CueVoice(), TimeProvider.System, NullLoggerFactory.Instance);
        _talk = new WellFormed(_assistant).Open(Plain, ConversationHistory.Empty);
        _ear = new Listener(_talk);
    }

    private async Task Type(string text) => await _talk!.SendAsync(new RealtimeInput { Text = text });

    private async Task Voice()
    {
        await _talk!.SendAsync(new RealtimeInput { ActivityStart = true });
        await _talk.SendAsync(new RealtimeInput { ActivityEnd = true });
    }

    private void Hear(string words) => _engine.Say(new ServerContent { InputTranscription = new Transcription { Text = words } });

    private void Say(string words) => _engine.Say(new ServerContent
    {
        OutputTranscription = new Transcription { Text = words },
        ModelTurn = new Content { Parts = [new Part { InlineData = MediaBytes.FromRaw("audio/pcm;rate=24000", new byte[480]) }] },
    });

    private void End() => _engine.Say(new ServerContent { GenerationComplete = true, TurnComplete = true });

    private Task UntilEnds(int count) => Patience.Until(() => _ear!.Messages<ServerContent>().Count(static content => content.TurnComplete) >= count, $"the end of {count} turns");

    private string Said() => string.Concat(_ear!.Messages<ServerContent>().Select(static content => content.OutputTranscription?.Text)).Trim();

    private IReadOnlyList<T> Sent<T>()
    {
        lock (_up)
        {
            return [.. _up.OfType<T>().Where(static message => message is not RealtimeInput { Text: null })];
        }
    }

    private sealed class Charge(BatteryState? state) : IBattery
    {
        public BatteryState? Read() => state;
    }
}
