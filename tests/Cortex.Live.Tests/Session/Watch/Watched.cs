using System.Collections.Immutable;
using Cortex.Live.Session;

namespace Cortex.Live.Tests.Session.Watch;

/// <summary>A watch on a clock of its own: what the wearer, the server and the tools do, and what the watch wants done.</summary>
internal sealed class Watched
{
    private readonly AnswerWatch _watch;
    private WatchState _state;
    private TimeSpan? _wakeAt;

    public Watched(WatchPolicy? policy = null)
    {
        Policy = policy ?? WatchPolicy.Default;
        _watch = new AnswerWatch(Policy);
        Give(WatchInput.Connection(ready: true));
    }

    public WatchPolicy Policy { get; }

    /// <summary>Seconds since the start.</summary>
    public double Now { get; private set; }

    /// <summary>What the watch wanted, with its time, such as <c>6 SpokenWord</c>; taken by reading.</summary>
    public List<string> Verdicts { get; } = [];

    public List<WatchVerdict> All { get; } = [];

    public bool Waits => _wakeAt is not null;

    public Watched Spoken(double seconds = 1) => Give(WatchInput.VoiceBegan).After(seconds).Give(WatchInput.VoiceEnded);

    public Watched VoiceBegins() => Give(WatchInput.VoiceBegan);

    public Watched VoiceEnds() => Give(WatchInput.VoiceEnded);

    public Watched Typed() => Give(WatchInput.Typed);

    public Watched Ready(bool ready) => Give(WatchInput.Connection(ready));

    public Watched Answered(int left = 0, bool silently = false) => Give(WatchInput.ToolAnswered(left, silently));

    public Watched Hears(in MessageSigns signs, int tools = 0) => Give(WatchInput.Heard(signs, tools));

    /// <summary>Speech of the model.</summary>
    public Watched Sound(double seconds, double db = -25, double tailDb = -60, double tone = 0, bool lively = true)
    {
        var samples = (int)(seconds * 24_000);
        return Hears(new MessageSigns
        {
            IsModelTurn = true,
            Sound = new SoundSigns
            {
                Length = TimeSpan.FromSeconds(seconds), Samples = samples, Energy = samples * Math.Pow(10, db / 10), TailDb = tailDb,
                HeldTone = TimeSpan.FromSeconds(tone), Lively = lively ? TimeSpan.FromSeconds(seconds) : TimeSpan.Zero,
            },
        });
    }

    public Watched Says(string words) => Hears(new MessageSigns { Transcript = words });

    public Watched Calls(int tools = 1) => Hears(new MessageSigns { CallsTools = true }, tools);

    public Watched Generated() => Hears(new MessageSigns { GenerationComplete = true });

    public Watched Interrupts() => Hears(new MessageSigns { Interrupted = true });

    public Watched Ends(bool inProgress = false, bool rejected = false, bool waits = false, int tools = 0) => Hears(
        new MessageSigns { TurnComplete = true, InProgress = inProgress, Rejected = rejected, HasReason = rejected, WaitsForInput = waits }, tools);

    /// <summary>A whole good answer of two seconds, received at once, its turn over when it was played.</summary>
    public Watched GoodAnswer() => Says(" It is ").Sound(1).Says("a door.").Sound(1).Generated().After(2).Ends();

    /// <summary>Time passes; the watch is woken when it asked to be.</summary>
    public Watched After(double seconds)
    {
        var end = Now + seconds;
        while (_wakeAt is { } at && at.TotalSeconds <= end)
        {
            Now = Math.Max(Now, at.TotalSeconds);
            Give(WatchInput.Wake);
        }

        Now = end;
        return this;
    }

    /// <summary>The machine slept: nobody was woken.</summary>
    public Watched Sleeps(double seconds)
    {
        Now += seconds;
        return Give(WatchInput.Wake);
    }

    private Watched Give(in WatchInput input)
    {
        (_state, ImmutableArray<WatchVerdict> verdicts, _wakeAt) = _watch.Step(_state, input, TimeSpan.FromSeconds(Now));
        foreach (var verdict in verdicts)
        {
            Verdicts.Add(FormattableString.Invariant($"{Math.Round(Now, 2)} {verdict.GetType().Name}"));
            All.Add(verdict);
        }

        return this;
    }
}
