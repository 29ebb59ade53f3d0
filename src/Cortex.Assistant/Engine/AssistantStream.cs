using Cortex.Engines.Ladder;
using Cortex.Live;
using Cortex.Live.Protocol;

namespace Cortex.Assistant.Engine;

/// <summary>
/// What the reader gets: the engine's messages on loan, our own between them, this device's sentences while they are voiced. Guarded by
/// the conversation's lock.
/// </summary>
internal sealed class AssistantStream(SpokenForm form, SentenceVoice voice, TimeProvider time)
{
    private readonly LadderOutbox _outbox = new(form, time);
    private readonly LocalVoice _voice = new(voice, time);
    private readonly Loan _loan = new();
    private int _turn;
    private int _ownTurns;

    /// <summary>The reader has its setupComplete.</summary>
    public bool IsSetUp { get; private set; }

    /// <summary>Nothing more can be said.</summary>
    public bool IsOver { get; set; }

    /// <summary>This device's words still sound, as far as can be told from here.</summary>
    public bool Sounds => _voice.Sounds;

    private int Stamp => _turn + _ownTurns;

    /// <summary>The events, for the one reader.</summary>
    public IAsyncEnumerable<LiveEvent> ReadAsync(CancellationToken cancellationToken) => _outbox.ReadAsync(cancellationToken);

    /// <summary>The engine is at this turn.</summary>
    public void At(int turn) => _turn = Math.Max(_turn, turn);

    /// <summary>What this device was saying is not wanted any more.</summary>
    public void Withdraw() => _voice.Withdraw();

    /// <summary>A message of the engine, uncopied; <see cref="ReturnedAsync"/> waits until it was read.</summary>
    public void Lend(ServerMessage message, long timestamp)
    {
        IsSetUp |= message is SetupComplete;
        _loan.Begin();
        Put(new OutItem(new LiveEvent(message, timestamp, Stamp), _loan, null));
    }

    /// <summary>Waits for the end of the loan.</summary>
    public ValueTask ReturnedAsync() => _loan.ReturnedAsync();

    /// <summary>A message of our own. Words of our own may come before anybody is connected.</summary>
    public void Put(ServerMessage message)
    {
        SetUp();
        Put(new OutItem(new LiveEvent(message, time.GetTimestamp(), Stamp), null, null));
    }

    /// <summary>What comes next of our own is a turn of its own.</summary>
    public void BeginOwn() => _ownTurns++;

    /// <summary>A notice.</summary>
    public void Put(Notice notice) => Put(new OutItem(new LiveEvent(notice, time.GetTimestamp(), Stamp), null, null));

    /// <summary>Sentences of this device.</summary>
    /// <param name="parts">The words.</param>
    /// <param name="isWhole">They are all of a turn of their own.</param>
    public void Speak(IReadOnlyList<LocalPart> parts, bool isWhole)
    {
        SetUp();
        if (isWhole)
        {
            BeginOwn();
        }

        foreach (var saying in _voice.Say(parts, isWhole, Stamp))
        {
            Put(new OutItem(default, null, saying));
        }
    }

    /// <summary>The end.</summary>
    public void End(CloseReason reason)
    {
        IsOver = true;
        _voice.Withdraw();
        _outbox.Add(new OutItem(new LiveEvent(new Closed(reason), time.GetTimestamp(), Stamp), null, null), isLast: true);
    }

    private void SetUp()
    {
        if (!IsSetUp)
        {
            IsSetUp = true;
            Put(new OutItem(new LiveEvent(new SetupComplete(), time.GetTimestamp(), Stamp), null, null));
        }
    }

    private void Put(in OutItem item)
    {
        if (!_outbox.Add(item) && !IsOver)
        {
            End(new CloseReason(CloseSide.Client, 1008, $"nobody reads this conversation: {LadderOutbox.MostItems} events wait", CloseClass.ServerFault));
        }
    }
}
