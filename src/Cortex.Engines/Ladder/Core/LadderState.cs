using System.Collections.Immutable;
using Cortex.Live;

namespace Cortex.Engines.Ladder;

/// <summary>All that a ladder's conversation knows: plain data.</summary>
internal readonly record struct LadderState()
{
    /// <summary>No rung stands: every one failed.</summary>
    public const int None = -1;

    /// <summary>The rung that stands, from 0, or <see cref="None"/>.</summary>
    public int Active { get; init; }

    /// <summary>The number of the standing rung's conversation; events of any other are stale.</summary>
    public int Conversation { get; init; }

    /// <summary>The newest number given to a conversation.</summary>
    public int Newest { get; init; }

    /// <summary>When the standing rung was opened.</summary>
    public TimeSpan OpenedAt { get; init; }

    /// <summary>The standing rung accepted the setup.</summary>
    public bool IsReady { get; init; }

    /// <summary>The setup was acknowledged to the reader.</summary>
    public bool WasSetUp { get; init; }

    /// <summary>What the reader was told last.</summary>
    public ConversationState Phase { get; init; }

    /// <summary>What the standing rung said last of itself.</summary>
    public ConversationState RungPhase { get; init; }

    /// <summary>The wearer's newest turn, from 1; 0 before the first.</summary>
    public int Turn { get; init; }

    /// <summary>The newest question.</summary>
    public QuestionState Question { get; init; }

    /// <summary>An answer is open for the reader: its turnComplete is due.</summary>
    public bool IsAnswering { get; init; }

    /// <summary>Of the open answer the rung said nothing yet: it is a sentence of ours.</summary>
    public bool IsOurs { get; init; }

    /// <summary>The open answer is that of an older question than <see cref="Question"/>.</summary>
    public bool IsOldAnswer { get; init; }

    /// <summary>All of the open answer was forwarded, but for its end.</summary>
    public bool IsGenerated { get; init; }

    /// <summary>The reader was told that the open answer is cut.</summary>
    public bool IsCut { get; init; }

    /// <summary>The rung says that it is still at it.</summary>
    public bool IsInProgress { get; init; }

    /// <summary>Tool calls of the standing rung that are neither answered nor cancelled.</summary>
    public ImmutableArray<string> Calls { get; init; } = [];

    /// <summary>An end that is kept back.</summary>
    public HeldEnd? Held { get; init; }

    /// <summary>The last sign of life, or of the wearer.</summary>
    public TimeSpan LastSign { get; init; }

    /// <summary>When the sound forwarded so far will have been heard.</summary>
    public TimeSpan PlayedBy { get; init; }

    /// <summary>A sentence that goes before the next answer.</summary>
    public Sentence? Owed { get; init; }

    /// <summary>A sentence for the next pause, or before the next answer.</summary>
    public Sentence? ForPause { get; init; }

    /// <summary>The wearer was told of a lower rung than the first.</summary>
    public bool WasToldOfFall { get; init; }

    /// <summary>The network is down as far as anybody knows.</summary>
    public bool IsNetworkDown { get; init; }

    /// <summary>What may be spent is spent.</summary>
    public bool IsSpent { get; init; }

    /// <summary>The limit that was passed in one answer, before the wearer had been warned of it; null: they were warned.</summary>
    public string? Unwarned { get; init; }

    /// <summary>How the rungs fared.</summary>
    public ImmutableArray<RungState> Rungs { get; init; } = [];

    /// <summary>The rung that is being tried in the background, or <see cref="None"/>.</summary>
    public int Probed { get; init; } = None;

    /// <summary>The number of its conversation.</summary>
    public int ProbeConversation { get; init; }

    /// <summary>When the try is given up.</summary>
    public TimeSpan ProbeUntil { get; init; }

    /// <summary>What the standing rung says that it lost of the open question: told where the question is not asked again below.</summary>
    public ImmutableArray<Lost> Losses { get; init; } = [];

    /// <summary>It is over.</summary>
    public bool IsOver { get; init; }
}
