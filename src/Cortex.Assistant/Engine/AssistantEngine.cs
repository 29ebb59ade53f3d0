using Cortex.Engines.Budget;
using Cortex.Engines.Ladder;
using Cortex.Live;
using Cortex.Live.Protocol;
using Cortex.Media.Voices;
using Microsoft.Extensions.Logging;

namespace Cortex.Assistant.Engine;

/// <summary>
/// The assistant without devices: a ladder of engines with the budget beneath it, the instruction in it, and whatever must hear
/// everything around it. A pump, a Live server or a browser talks to it as to any engine. One conversation at a time is what the
/// budget counts by.
/// </summary>
public sealed class AssistantEngine : ILiveEngine
{
    private readonly AssistantOptions _options;
    private readonly ILiveEngine _engine;

    /// <summary>Makes it; opens nothing.</summary>
    /// <param name="rungs">Best first; owned by the caller.</param>
    /// <param name="options">Instruction, ladder, ledger, and what goes around.</param>
    /// <param name="voice">Speaks the ladder's own sentences.</param>
    /// <param name="time">The clock of everything that waits.</param>
    /// <param name="loggers">For the log.</param>
    /// <exception cref="ArgumentException">There is no rung, or an option is out of its range.</exception>
    public AssistantEngine(IReadOnlyList<AssistantRung> rungs, AssistantOptions options, IVoice voice, TimeProvider time, ILoggerFactory loggers)
    {
        ArgumentNullException.ThrowIfNull(rungs);
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        ILiveEngine ladder = new LadderEngine([.. rungs.Select(Counted)], options.Ladder, voice, time, loggers);
        _engine = options.Around.Aggregate(ladder, static (inner, around) => around(inner));

        Rung Counted(AssistantRung rung) => rung.Prices is { } prices && options.Ledger is { } ledger
            ? rung.Rung with { Engine = new BudgetEngine(rung.Rung.Engine, ledger, prices, time) }
            : rung.Rung;
    }

    /// <inheritdoc />
    public string Name => "assistant";

    /// <inheritdoc />
    public ILiveConversation Open(Setup setup, ConversationHistory history)
    {
        ArgumentNullException.ThrowIfNull(setup);
        ArgumentNullException.ThrowIfNull(history);
        // Before the first rung is opened: what an earlier conversation spent must not stop it.
        _options.Ledger?.BeginConversation();
        var conversation = _engine.Open(setup.SystemInstruction is null ? new Setup(setup) { SystemInstruction = _options.Instruction } : setup, history);
        return _options.Ledger is { } ledger ? new LedgerConversation(conversation, ledger) : conversation;
    }
}
