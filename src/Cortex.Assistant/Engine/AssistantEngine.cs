using Cortex.Assistant.Battery;
using Cortex.Assistant.Commands;
using Cortex.Assistant.Instruction;
using Cortex.Engines.Budget;
using Cortex.Engines.Ladder;
using Cortex.Live;
using Cortex.Live.Protocol;
using Cortex.Media.Voices;
using Microsoft.Extensions.Logging;

namespace Cortex.Assistant.Engine;

/// <summary>
/// The assistant without devices: an engine, or a ladder of engines with the budget beneath it; the instruction in it; and around it
/// who listens for orders, routes questions, and answers what this device can answer. A pump, a Live server or a browser talks to it as
/// to any engine. One conversation at a time is what the budget counts by.
/// </summary>
public sealed class AssistantEngine : ILiveEngine
{
    private readonly AssistantOptions _options;
    private readonly ILiveEngine _engine;
    private readonly SentenceVoice _voice;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private AssistantConversation? _open;
    private int _verbosity;

    /// <summary>Makes one over a ladder; opens nothing.</summary>
    /// <param name="rungs">Best first; owned by the caller.</param>
    /// <param name="options">Instruction, ladder, ledger, and what goes around.</param>
    /// <param name="voice">Speaks the sentences of this device.</param>
    /// <param name="time">The clock of everything that waits.</param>
    /// <param name="loggers">For the log.</param>
    /// <exception cref="ArgumentException">There is no rung, or an option is out of its range.</exception>
    public AssistantEngine(IReadOnlyList<AssistantRung> rungs, AssistantOptions options, IVoice voice, TimeProvider time, ILoggerFactory loggers)
        : this(Ladder(rungs, options, voice, time, loggers), options with { Answerer = options.Answerer.Length > 0 ? options.Answerer : rungs[0].Rung.Engine.Name }, voice, time, loggers)
    {
    }

    /// <summary>Makes one over a single engine, which counts its cost itself; opens nothing.</summary>
    /// <param name="engine">What answers; owned by the caller.</param>
    /// <param name="options">Instruction, and what goes around.</param>
    /// <param name="voice">Speaks the sentences of this device.</param>
    /// <param name="time">The clock of everything that waits.</param>
    /// <param name="loggers">For the log.</param>
    public AssistantEngine(ILiveEngine engine, AssistantOptions options, IVoice voice, TimeProvider time, ILoggerFactory loggers)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(options);
        _options = options with { Answerer = options.Answerer.Length > 0 ? options.Answerer : engine.Name };
        (_time, _logger, _verbosity) = (time, loggers.CreateLogger<AssistantEngine>(), (int)options.Verbosity);
        _voice = new SentenceVoice(voice, options.Ladder.VoiceLimit, time, _logger);
        _engine = options.Around.Aggregate(engine, static (inner, around) => around(inner));
    }

    /// <inheritdoc />
    public string Name => "assistant";

    /// <summary>How much it says. A change holds from the next turn on, also in the conversation that is open.</summary>
    public Verbosity Verbosity
    {
        get => (Verbosity)Volatile.Read(ref _verbosity);
        set
        {
            Volatile.Write(ref _verbosity, (int)value);
            Volatile.Read(ref _open)?.Change(value);
        }
    }

    /// <summary>
    /// Gives an order without words: a key, a button, a page. Works without a network; what a device must do is told to whoever holds
    /// the conversation as an <see cref="Ordered"/>.
    /// </summary>
    /// <param name="command">The order.</param>
    /// <param name="source">Who gave it: <c>key</c>, <c>button</c>, <c>console</c>, <c>tool</c>, <c>battery</c>.</param>
    /// <returns>False: no conversation is open, and nothing was done.</returns>
    public bool Order(WearerCommand command, string source) => Volatile.Read(ref _open)?.Order(command, source) ?? false;

    /// <summary>Has said, at the next pause, that the battery runs low.</summary>
    /// <param name="state">How full it is.</param>
    /// <param name="stopsPictures">The camera was switched off for it.</param>
    public void Warn(BatteryState state, bool stopsPictures) => Say(AssistantWords.BatteryLow(state, stopsPictures));

    /// <summary>Has a sentence said by this device at the next pause of the open conversation; where there is none it is not said.</summary>
    public void Say(string sentence) => Volatile.Read(ref _open)?.Say(sentence);

    /// <inheritdoc />
    public ILiveConversation Open(Setup setup, ConversationHistory history)
    {
        ArgumentNullException.ThrowIfNull(setup);
        ArgumentNullException.ThrowIfNull(history);
        // Before the first rung is opened: what an earlier conversation spent must not stop it.
        _options.Ledger?.BeginConversation();
        var verbosity = Verbosity;
        var inner = _options.ConnectsOnUse
            ? new LazyConversation(() => _engine.Open(With(setup, Verbosity), history), setup, _time)
            : _engine.Open(With(setup, verbosity), history);
        inner = _options.Ledger is { } ledger ? new LedgerConversation(inner, ledger) : inner;
        var conversation = new AssistantConversation(
            inner, _options with { Verbosity = verbosity }, changed => With(setup, changed), changed => Volatile.Write(ref _verbosity, (int)changed), _voice, _time, _logger);
        Volatile.Write(ref _open, conversation);
        return conversation;
    }

    private static LadderEngine Ladder(IReadOnlyList<AssistantRung> rungs, AssistantOptions options, IVoice voice, TimeProvider time, ILoggerFactory loggers)
    {
        ArgumentNullException.ThrowIfNull(rungs);
        ArgumentNullException.ThrowIfNull(options);
        return new LadderEngine([.. rungs.Select(Counted)], options.Ladder, voice, time, loggers);

        Rung Counted(AssistantRung rung) => rung.Prices is { } prices && options.Ledger is { } ledger
            ? rung.Rung with { Engine = new BudgetEngine(rung.Rung.Engine, ledger, prices, time) }
            : rung.Rung;
    }

    private Setup With(Setup setup, Verbosity verbosity)
    {
        var who = (setup.SystemInstruction ?? _options.Instruction)?.Parts;
        var scene = _options.Newest?.Invoke() is { } newest ? LocalSight.Answer("", newest, LocalLook.AgeOf(newest, _time), "en") : null;
        return new Setup(setup)
        {
            SystemInstruction = Content.FromText(InstructionText.Make(string.Concat(who?.Select(static part => part.Text) ?? []), verbosity, scene)),
        };
    }
}
