using System.Runtime.CompilerServices;
using Cortex.Engines.Turns;
using Cortex.Live;
using Cortex.Live.Protocol;

namespace Cortex.Engines.Tests.Turns;

/// <summary>Brains that fail, hang or are cut; the conversation always ends with a reason.</summary>
public sealed class FailureTests
{
    private static readonly CloseReason Overload = new(CloseSide.Server, 1011, "The service is currently unavailable.", CloseClass.ServerFault);

    [Theory]
    [InlineData(false, "ready interrupted complete closed(1011)")]
    [InlineData(true, "ready closed(1011)")]
    public async Task A_brain_that_fails_before_its_first_part_ends_the_conversation_with_its_reason(bool abruptly, string trail)
    {
        await using var stage = new Stage(new FailingBrain(new BrainException(Overload)), options: new TurnEngineOptions { ClosesAbruptly = abruptly }, isChecked: !abruptly);
        await stage.Type("speak");
        await stage.Heard();
        await stage.Until(trail);
        Assert.Equal(trail, stage.Trail);
        Assert.Equal(Overload, ((Closed)stage.Ear.Events[^1].Notice!).Reason);
    }

    [Theory]
    [InlineData(false, "ready sound interrupted complete closed(1011)")]
    [InlineData(true, "ready sound closed(1011)")]
    public async Task A_brain_that_fails_in_the_middle_is_heard_to_there_first(bool abruptly, string trail)
    {
        var brain = new FailingBrain(new BrainException(Overload), TestBrain.Say("Outside it is", 3));
        await using var stage = new Stage(brain, options: new TurnEngineOptions { ClosesAbruptly = abruptly }, isChecked: !abruptly);
        await stage.Type("speak");
        await stage.Heard();
        await stage.Until(trail);
        Assert.Equal(trail, stage.Trail);
        Assert.Equal(3, stage.SoundSent.TotalSeconds, 3);
    }

    [Theory]
    [InlineData(false, "ready call(lamp) interrupted cancel(1) complete closed(1011)")]
    [InlineData(true, "ready call(lamp) closed(1011)")]
    public async Task A_brain_that_fails_with_a_call_out_takes_it_back(bool abruptly, string trail)
    {
        var brain = new FailingBrain(new BrainException(Overload), new AnswerToolCalls([new FunctionCall { Name = "lamp" }]));
        await using var stage = new Stage(brain, options: new TurnEngineOptions { ClosesAbruptly = abruptly }, isChecked: !abruptly);
        await stage.Type("speak");
        await stage.Heard();
        await stage.Until(trail);
        Assert.Equal(trail, stage.Trail);
    }

    [Fact]
    public async Task Whatever_a_brain_throws_is_an_internal_error_and_tells_nothing_of_it()
    {
        foreach (var exception in (Exception[])[new InvalidOperationException("secret"), new OperationCanceledException("secret"), new IOException("secret")])
        {
            await using var stage = new Stage(new FailingBrain(exception));
            await stage.Type("speak");
            await stage.Until("closed(1011)");
            Assert.Equal("Internal error encountered.", ((Closed)stage.Ear.Events[^1].Notice!).Reason.Text);
        }
    }

    [Fact]
    public async Task A_brain_that_never_answers_ends_the_conversation_after_the_time_limit()
    {
        var brain = new TestBrain(_ => []) { Before = new TaskCompletionSource().Task };
        await using var stage = new Stage(brain, options: new TurnEngineOptions { AnswerTimeout = TimeSpan.FromSeconds(9) });
        await stage.Type("speak");
        var start = stage.Clock.GetTimestamp();
        await stage.Until("interrupted complete closed(1011)");
        Assert.InRange(stage.Clock.GetElapsedTime(start).TotalSeconds, 8.9, 9.1);
        await Testing.Patience.Until(() => brain.Cancelled == 1, "the brain was cancelled");
    }

    [Fact]
    public async Task A_brain_that_stalls_after_its_first_part_has_the_limit_from_there()
    {
        await using var stage = new Stage(new StallingBrain(), options: new TurnEngineOptions { AnswerTimeout = TimeSpan.FromSeconds(9) });
        await stage.Type("speak");
        await stage.Heard(events: 3);
        var start = stage.Clock.GetTimestamp();
        await stage.Until("sound interrupted complete closed(1011)");
        Assert.InRange(stage.Clock.GetElapsedTime(start).TotalSeconds, 8.9, 9.1);
    }

    [Fact]
    public async Task What_a_cut_brain_still_says_is_dropped_and_its_fault_is_nobodys()
    {
        var brain = new DeafBrain();
        await using var stage = new Stage(brain);
        await stage.Type("one");
        await Testing.Patience.Until(() => brain.Asked == 1, "the brain was asked");
        await stage.Start();
        await stage.Until("ready interrupted complete");
        brain.Release();
        await stage.Run(2);
        Assert.Equal("ready interrupted complete", stage.Trail);
        await stage.End();
        await stage.Type("two");
        await stage.Until("waiting sound generated complete");
    }

    [Fact]
    public async Task Disposing_in_the_middle_stops_the_brain_and_closes_clean()
    {
        var brain = new TestBrain(_ => []) { Before = new TaskCompletionSource().Task };
        var stage = new Stage(brain);
        await stage.Type("speak");
        await Testing.Patience.Until(() => brain.Waiting == 1, "the brain was asked");
        await stage.DisposeAsync();
        Assert.Equal(1, brain.Cancelled);
        Assert.Equal("ready interrupted complete closed(1000)", stage.Trail);
        await stage.Conversation.SendAsync(new RealtimeInput { Text = "more" }, TestContext.Current.CancellationToken);
        Assert.Equal(LostKind.Text, Assert.Single(stage.Conversation.Stats.Losses).What);
    }

    [Theory]
    [InlineData("RESPONSE_REJECTED", false, "sound complete")]
    [InlineData(null, true, "sound waiting")]
    public async Task An_answer_that_ends_otherwise_says_why_and_is_not_generated(string? reason, bool waits, string trail)
    {
        var end = new AnswerEnd(reason is null ? null : TurnCompleteReason.From(reason), waits);
        await using var stage = new Stage(new TestBrain(_ => [TestBrain.Say("A", 0.5), end]));
        await stage.Type("speak");
        await stage.Until(trail);
        Assert.Equal("ready " + trail, stage.Trail);
        Assert.Equal(reason, stage.Ear.Messages<ServerContent>()[^1].TurnCompleteReason?.Value);
    }

    private sealed class FailingBrain(Exception exception, params AnswerPart[] parts) : IBrain
    {
        public string Name => "failing";

        public async IAsyncEnumerable<AnswerPart> AnswerAsync(Question question, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.Yield();
            foreach (var part in parts)
            {
                yield return part;
            }

            throw exception;
        }
    }

    private sealed class StallingBrain : IBrain
    {
        public string Name => "stalling";

        public async IAsyncEnumerable<AnswerPart> AnswerAsync(Question question, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            yield return TestBrain.Say("One.", 1);
            await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Does not listen to its token; answers and fails when it is told to, the first time.</summary>
    private sealed class DeafBrain : IBrain
    {
        private readonly TaskCompletionSource _go = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _asked;

        public string Name => "deaf";

        public int Asked => Volatile.Read(ref _asked);

        public void Release() => _go.TrySetResult();

        public async IAsyncEnumerable<AnswerPart> AnswerAsync(Question question, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            if (Interlocked.Increment(ref _asked) > 1)
            {
                yield return TestBrain.Say("Two.", 0.5);
                yield break;
            }

            await _go.Task;
            yield return TestBrain.Say("Too late.", 1);
            throw new InvalidOperationException("and broken");
        }
    }
}
