using Cortex.Live;
using Cortex.Live.Protocol;
using Microsoft.Extensions.Logging;

namespace Cortex.Engines.Turns;

/// <summary>Runs the askings of a brain, each on its own task with its own token, and waits for them at the end.</summary>
internal sealed class BrainRuns(IBrain brain, Setup setup, IAnswerTaker taker, string conversation, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly CloseReason Internal =
        new(CloseSide.Server, 1011, "Internal error encountered.", CloseClass.ServerFault);

    private readonly Lock _gate = new();
    private readonly Dictionary<int, Run> _runs = [];

    /// <summary>Askings that have not ended, cut ones too.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _runs.Count;
            }
        }
    }

    /// <summary>From now on brains are asked with this setup.</summary>
    public void Renew(Setup newer) => setup = newer;

    /// <summary>Asks.</summary>
    public void Start(int asking, Inquiry inquiry)
    {
        var content = inquiry.Content;
        var question = new Question
        {
            Setup = setup,
            History = inquiry.History,
            Turn = inquiry.Turn,
            Speech = content.Speech?.Pcm ?? default,
            Text = content.Text,
            Frame = content.Frame,
            EarlierFrame = content.EarlierFrame,
            Tools = inquiry.Tools,
        };
        Log.Asked(
            logger, conversation, inquiry.Turn, content.Speech?.Duration.TotalMilliseconds ?? 0, content.Text is not null,
            content.Frame is not null, inquiry.Tools.Count);
        var run = new Run();
        lock (_gate)
        {
            _runs.Add(asking, run);
            run.Task = Task.Run(() => AnswerAsync(asking, inquiry, question, run));
        }
    }

    /// <summary>Cuts one asking.</summary>
    public void Cut(int asking)
    {
        lock (_gate)
        {
            if (_runs.TryGetValue(asking, out var run))
            {
                run.Cancel();
            }
        }
    }

    /// <summary>Cuts all.</summary>
    public void CutAll()
    {
        lock (_gate)
        {
            foreach (var run in _runs.Values)
            {
                run.Cancel();
            }
        }
    }

    /// <summary>Waits until all have ended, at most five seconds.</summary>
    public async Task EndAsync()
    {
        Task[] tasks;
        lock (_gate)
        {
            tasks = [.. _runs.Values.Select(static run => run.Task)];
        }

        try
        {
            await Task.WhenAll(tasks).WaitAsync(Patience, time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            Log.BrainLingers(logger, conversation, Patience.TotalSeconds);
        }
    }

    private async Task AnswerAsync(int asking, Inquiry inquiry, Question question, Run run)
    {
        CloseReason? failure = null;
        try
        {
            await foreach (var part in brain.AnswerAsync(question, run.Token).WithCancellation(run.Token).ConfigureAwait(false))
            {
                if (run.Token.IsCancellationRequested)
                {
                    break;
                }

                await taker.TakeAsync(asking, part, run.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (run.Token.IsCancellationRequested)
        {
            // Cut: nobody waits for the rest.
        }
        catch (BrainException e)
        {
            Log.CannotAnswer(logger, conversation, e.Reason.ToString());
            failure = e.Reason;
        }
#pragma warning disable CA1031 // A brain may throw anything; the conversation ends with a reason instead of falling silent.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Log.BrainFailed(logger, conversation, e);
            failure = Internal;
        }
        finally
        {
            lock (_gate)
            {
                _runs.Remove(asking);
            }

            taker.Ended(asking, inquiry, failure);
        }
    }

#pragma warning disable CA1001 // A source without a timer holds nothing; disposing it would race with a cancellation under way.
    private sealed class Run
#pragma warning restore CA1001
    {
        private readonly CancellationTokenSource _source = new();

        public Task Task { get; set; } = Task.CompletedTask;

        public CancellationToken Token => _source.Token;

        // Callbacks of a token may run a brain's code, which must not happen under a lock.
        public void Cancel() => _ = _source.CancelAsync();
    }
}
