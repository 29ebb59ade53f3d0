using Cortex.Live;
using Cortex.Live.Protocol;

namespace Cortex.Engines.Turns;

/// <summary>What a conversation counts. Guarded by the conversation's lock.</summary>
internal sealed class Tally
{
    private const int MostKept = 100;

    private readonly Queue<Lost> _losses = new();
    private readonly List<CloseReason> _closes = [];
    private UsageTotals _usage = UsageTotals.None;

    public long MessagesUp { get; set; }

    public long MessagesDown { get; set; }

    public TimeSpan AudioUp { get; set; }

    public TimeSpan AudioDown { get; set; }

    public int Frames { get; set; }

    public void Add(Lost lost)
    {
        _losses.Enqueue(lost);
        if (_losses.Count > MostKept)
        {
            _losses.Dequeue();
        }
    }

    public void Add(CloseReason reason) => _closes.Add(reason);

    public void Add(UsageMetadata usage) => _usage = _usage.Plus(usage);

    public ConversationStats Snapshot() => new()
    {
        MessagesUp = MessagesUp,
        MessagesDown = MessagesDown,
        AudioUp = AudioUp,
        AudioDown = AudioDown,
        FramesSent = Frames,
        Connects = 1,
        Closes = [.. _closes],
        Losses = [.. _losses],
        Usage = _usage,
    };
}
