using Cortex.Engines.Turns;
using Cortex.Live;
using Cortex.Live.Protocol;
using CsCheck;

namespace Cortex.Engines.Tests.Turns;

/// <summary>
/// The pure core against an oracle that knows only the rules of reference 3.3 and 4.1, written anew: who is asked when, what is cut,
/// and what may follow what.
/// </summary>
public sealed class TurnCoreTests
{
    private const int Steps = 60;

    private static readonly Gen<(int Kind, int Value)[]> AnySteps = Gen.Select(Gen.Int[0, 9], Gen.Int[0, 1_000]).Array[Steps];

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void Whatever_happens_the_core_does_what_the_rules_say(bool interruptible, bool holds) =>
        AnySteps.Sample(steps => Play(steps, interruptible, holds), iter: 300);

    private static void Play((int Kind, int Value)[] steps, bool interruptible, bool holds)
    {
        var setup = new Setup
        {
            Model = "models/test",
            RealtimeInputConfig = new RealtimeInputConfig { ActivityHandling = interruptible ? null : ActivityHandling.NoInterruption },
        };
        var options = new TurnEngineOptions { HoldTurnComplete = holds, Pace = 4, AnswerTimeout = TimeSpan.FromDays(1) };
        var actions = new List<TurnAction>();
        var core = new TurnCore(new TurnSettings(setup, options), new Context(setup, ConversationHistory.Empty), new Random(1), actions);
        var oracle = new Oracle(interruptible);
        var (now, question) = (TimeSpan.Zero, 0);
        foreach (var (kind, value) in steps)
        {
            switch (kind)
            {
                case 0:
                    oracle.Started();
                    core.UserStarted(now);
                    break;
                case 1 or 2:
                    var empty = value % 4 == 0;
                    var id = $"{question++}";
                    oracle.Ended(empty ? null : id);
                    core.UserEnded(empty ? null : new QuestionContent { Text = id }, now);
                    break;
                case 3:
                    var always = value % 2 == 0;
                    var asked = $"{question++}";
                    oracle.Asked(asked, always);
                    core.UserAsked(new QuestionContent { Text = asked }, always, now);
                    break;
                case 4 or 5:
                    core.PartArrived(oracle.Asking, new AnswerSpeech("", new byte[value * 96]), now);
                    break;
                case 6:
                    // Parts of an asking that was cut.
                    core.PartArrived(oracle.Asking - 1, new AnswerSpeech("stale", new byte[9_600]), now);
                    core.BrainDone(oracle.Asking - 1, CloseReason.Done);
                    break;
                case 7:
                    core.BrainDone(oracle.Asking, null);
                    break;
                default:
                    now += TimeSpan.FromMilliseconds(value);
                    break;
            }

            oracle.Take(actions);
            core.Tick(now, room: 1_000);
            oracle.Take(actions);
            Assert.Equal(oracle.IsUserActive, core.IsUserActive);
            Assert.True(core.WakeAt(true) is not { } wake || wake > now || oracle.IsAnswering, "nothing is due that was not done");
        }

        // Left alone, with every brain done, all that waits is answered and nothing stays open.
        core.UserEnded(null, now);
        oracle.Ended(null);
        oracle.Take(actions);
        for (var i = 0; i < 2_000 && (i < 2 || oracle.IsAnswering); i++)
        {
            core.BrainDone(oracle.Asking, null);
            now += TimeSpan.FromMilliseconds(200);
            core.Tick(now, room: 100_000);
            oracle.Take(actions);
        }

        Assert.False(oracle.IsAnswering);
        Assert.Empty(oracle.Waiting);
        Assert.Null(core.WakeAt(true));
    }

    /// <summary>What must have been asked, and in which order things may come.</summary>
    private sealed class Oracle(bool interruptible)
    {
        private const int MostWaiting = 8;

        private string? _answered;
        private bool _cutIsDue;
        private bool _cutMaybe;
        private bool _waitingIsDue;
        private bool _interrupted;
        private bool _generated;

        public int Asking { get; private set; }

        public List<string> Waiting { get; } = [];

        public bool IsUserActive { get; private set; }

        public bool IsAnswering => _answered is not null;

        public void Started()
        {
            if (!IsUserActive)
            {
                IsUserActive = true;
                Cut(interruptible);
            }
        }

        public void Ended(string? question)
        {
            if (!IsUserActive)
            {
                return;
            }

            IsUserActive = false;
            if (question is null)
            {
                _waitingIsDue = !IsAnswering && Waiting.Count == 0;
                return;
            }

            Ask(question);
        }

        public void Asked(string question, bool always)
        {
            Cut(always);
            if (always)
            {
                // It interrupts whatever activity does, and goes before what waits.
                Waiting.Insert(0, question);
                return;
            }

            Ask(question);
        }

        public void Take(List<TurnAction> actions)
        {
            foreach (var action in actions)
            {
                Take(action);
            }

            actions.Clear();
            Assert.False(_cutIsDue, "the answer was to be cut and was not");
            Assert.False(_waitingIsDue, "nothing was said about a turn of nothing");
            _cutMaybe = false;
        }

        private void Cut(bool applies)
        {
            _cutIsDue |= applies && IsAnswering && !_cutIsDue;
            _cutMaybe |= applies;
        }

        private void Ask(string question)
        {
            Cut(interruptible);
            Waiting.Add(question);
            if (Waiting.Count > MostWaiting + (IsAnswering && !_cutIsDue ? 0 : 1))
            {
                Waiting.RemoveAt(0);
            }
        }

        private void Take(TurnAction action)
        {
            switch (action.Kind)
            {
                case TurnActionKind.Ask:
                    Assert.False(IsAnswering, "a second answer began");
                    Assert.Equal(Waiting[0], action.Inquiry!.Content.Text);
                    Assert.Equal(Asking + 1, action.Asking);
                    (_answered, Asking, _interrupted, _generated) = (Waiting[0], action.Asking, false, false);
                    Waiting.RemoveAt(0);
                    break;
                case TurnActionKind.Cut:
                    Assert.Equal(Asking, action.Asking);
                    Assert.True(_interrupted, "the brain was cut before the reader was told");
                    break;
                case TurnActionKind.Speak:
                    Assert.True(IsAnswering && !_interrupted && !_generated, "sound outside an answer");
                    break;
                case TurnActionKind.Send when action.Message is ServerContent content:
                    Take(content);
                    break;
                case TurnActionKind.Close:
                    Assert.Fail("it closed");
                    break;
            }
        }

        private void Take(ServerContent content)
        {
            if (content.Interrupted)
            {
                Assert.True(_cutIsDue || (_cutMaybe && !IsAnswering), "an answer was cut that was not to be");
                (_interrupted, _cutIsDue) = (IsAnswering, false);
            }
            else if (content.GenerationComplete)
            {
                Assert.True(IsAnswering && !_interrupted && !_generated, "generated out of order");
                _generated = true;
            }
            else if (content is { TurnComplete: true, WaitingForInput: true } && !IsAnswering)
            {
                Assert.True(_waitingIsDue, "a turn of nothing that nobody took");
                _waitingIsDue = false;
            }
            else if (content.TurnComplete)
            {
                Assert.True(IsAnswering && (_interrupted || _generated), "complete out of order");
                _answered = null;
            }
        }
    }
}
