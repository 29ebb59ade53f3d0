using System.Collections.Frozen;
using Cortex.Assistant.Battery;
using Cortex.Assistant.Commands;
using Cortex.Assistant.Cues;
using Cortex.Assistant.Instruction;
using Cortex.Assistant.Routing;
using Cortex.Engines.Budget;
using Cortex.Engines.Ladder;
using Cortex.Live;
using Cortex.Live.Protocol;
using Cortex.Media.Detection;

namespace Cortex.Assistant.Engine;

/// <summary>How an <see cref="AssistantEngine"/> is made.</summary>
public sealed record AssistantOptions
{
    /// <summary>Who the assistant is, where the setup does not say; null: nobody in particular.</summary>
    public Content? Instruction { get; init; }

    /// <summary>How much it says at first.</summary>
    /// <value>Brief.</value>
    public Verbosity Verbosity { get; init; } = Verbosity.Brief;

    /// <summary>BCP-47: the language of answers that this device gives.</summary>
    /// <value><c>en</c>.</value>
    public string Language { get; init; } = "en";

    /// <summary>The words of commands.</summary>
    /// <value>English.</value>
    public CommandTable Commands { get; init; } = CommandTable.English;

    /// <summary>Who answers what is typed; null: the engine, always.</summary>
    public RouteTable? Router { get; init; }

    /// <summary>What is around now, as this device recognises it, for questions that it can answer itself; null: nobody looks.</summary>
    public Func<CancellationToken, ValueTask<Scene?>>? Look { get; init; }

    /// <summary>The newest that was recognised, for the instruction; null: nobody looks.</summary>
    public Func<Scene?>? Newest { get; init; }

    /// <summary>This device's battery; null: it has none.</summary>
    public IBattery? Battery { get; init; }

    /// <summary>
    /// Makes a code that lets a browser into the console, shows it, and gives the sentence that says it; null, or null from it: there
    /// is no console. Called under a lock: it must not wait.
    /// </summary>
    public Func<string?>? Pairing { get; init; }

    /// <summary>Cues that "help" leaves out, because they never sound.</summary>
    public IReadOnlySet<Cue> SilencedCues { get; init; } = FrozenSet<Cue>.Empty;

    /// <summary>Who answers first, by the name of its rung: <c>live</c>, <c>offline</c>.</summary>
    /// <value>Nobody in particular.</value>
    public string Answerer { get; init; } = "";

    /// <summary>A conversation connects when somebody first speaks or types, not when it is opened.</summary>
    /// <value>False.</value>
    public bool ConnectsOnUse { get; init; }

    /// <summary>How the ladder waits and speaks.</summary>
    public LadderOptions Ladder { get; init; } = new();

    /// <summary>Where what is spent is counted; null: nowhere, and nothing limits it.</summary>
    public SpendingLedger? Ledger { get; init; }

    /// <summary>
    /// What is put around the ladder, the innermost first: whatever must hear everything, on whichever rung it is said.
    /// </summary>
    public IReadOnlyList<Func<ILiveEngine, ILiveEngine>> Around { get; init; } = [];
}
