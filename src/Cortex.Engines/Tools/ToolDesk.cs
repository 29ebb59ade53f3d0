using System.Diagnostics;
using System.Text.Json;
using Cortex.Live;
using Cortex.Live.Protocol;
using Microsoft.Extensions.Logging;

namespace Cortex.Engines.Tools;

/// <summary>
/// Runs tool calls beside the conversation. Every call is answered, with an error where there is nothing better, except one that
/// was cancelled: an unanswered call wedges a session, a cancelled one must not be answered (reference 2.4, section 9).
/// </summary>
/// <param name="conversation">Where answers are sent.</param>
/// <param name="answers">Who has them.</param>
/// <param name="limit">After this a call is answered with an error.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Where it logs.</param>
/// <param name="onInterrupting">Told before an answer is sent that interrupts, with the turn of its call.</param>
/// <param name="onClosed">Told of every call's end, before its answer is sent: the call, its turn, whether it is answered, and whether silently.</param>
/// <param name="heard">What the wearer said in a turn; see <see cref="CallTurn.Heard"/>. Null: nobody writes it down.</param>
public sealed class ToolDesk(
    ILiveConversation conversation,
    IToolAnswers answers,
    TimeSpan limit,
    TimeProvider time,
    ILogger logger,
    Action<int> onInterrupting,
    Action<FunctionCall, int, bool, bool> onClosed,
    Func<int, string?>? heard = null) : IAsyncDisposable
{
    /// <summary>Calls that may run at once.</summary>
    public const int MostRunning = 16;

    private readonly Lock _gate = new();

    // Calls come on other threads: whose conversation this is must be looked up while it is being opened.
    private readonly ActivityContext _conversation = Activity.Current?.Context ?? default;
    private readonly Dictionary<FunctionCall, Running> _running = [];
    private readonly CancellationTokenSource _over = new();
    private bool _disposed;

    /// <summary>Takes a call; returns at once.</summary>
    /// <param name="call">A copy of one's own.</param>
    /// <param name="turn">Whose answer it belongs to; 0: one that was cut, so it is answered with that and no tool runs.</param>
    public void Take(FunctionCall call, int turn)
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            var refusal = turn is 0 ? ToolErrors.Stale() : _running.Count >= MostRunning ? ToolErrors.TooMany(MostRunning) : (JsonElement?)null;
            var running = new Running(turn, CancellationTokenSource.CreateLinkedTokenSource(_over.Token));
            _running.Add(call, running);
            running.Task = Task.Run(() => AnswerAsync(call, turn, refusal, running), CancellationToken.None);
        }
    }

    /// <summary>Cancels these calls; they are not answered any more, and are over when this returns.</summary>
    public void Cancel(IReadOnlyList<string> ids)
    {
        List<(FunctionCall Call, int Turn)> withdrawn = [];
        lock (_gate)
        {
            foreach (var (call, running) in _running)
            {
                if (call.Id is { } id && ids.Contains(id) && running.Withdraw() && running.TryTell())
                {
                    withdrawn.Add((call, running.Turn));
                }
            }
        }

        // The tool may take its time to hear of it, and the end of the turn may be the next message.
        foreach (var (call, turn) in withdrawn)
        {
            onClosed(call, turn, false, false);
        }
    }

    /// <summary>The answer that called was cut: cancels all of them.</summary>
    public void CancelAll()
    {
        lock (_gate)
        {
            foreach (var running in _running.Values)
            {
                running.Withdraw();
            }
        }
    }

    /// <summary>Cancels what runs and waits for it, at most two seconds.</summary>
    public async ValueTask DisposeAsync()
    {
        Task[] left;
        lock (_gate)
        {
            _disposed = true;
            left = [.. _running.Values.Select(static running => running.Task)];
        }

        await _over.CancelAsync().ConfigureAwait(false);
        try
        {
            await Task.WhenAll(left).WaitAsync(TimeSpan.FromSeconds(2), time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            Log.ToolsLeft(logger, left.Count(static task => !task.IsCompleted));
        }

        _over.Dispose();
    }

    private async Task AnswerAsync(FunctionCall call, int turn, JsonElement? refusal, Running running)
    {
        var answer = refusal is { } error ? new ToolAnswer(error) : await RunAsync(call, turn, running).ConfigureAwait(false);
        var answered = running.TryAnswer();
        var silently = answer.Scheduling == FunctionScheduling.Silent;
        try
        {
            if (answered)
            {
                var message = new ToolResponse
                {
                    FunctionResponses = [new FunctionResponse { Id = call.Id, Name = call.Name, Response = answer.Response, Scheduling = answer.Scheduling }],
                };
                if (answer.Scheduling == FunctionScheduling.Interrupt)
                {
                    onInterrupting(turn);
                }

                // Told first: an engine in this process may speak and end its turn before the sending returns.
                onClosed(call, turn, answered, silently);
                await conversation.SendAsync(message, _over.Token).ConfigureAwait(false);
            }
            else if (running.TryTell())
            {
                onClosed(call, turn, answered, silently);
            }
        }
        catch (OperationCanceledException)
        {
            // The conversation is over.
        }
        finally
        {
            lock (_gate)
            {
                _running.Remove(call);
            }

            running.Dispose();
        }
    }

    private async Task<ToolAnswer> RunAsync(FunctionCall call, int turn, Running running)
    {
        var began = time.GetTimestamp();
        var span = Diagnostics.StartTool(call.Name, call.Id, _conversation);
        span?.SetTag("cortex.turn.number", turn);
        var (answer, fault) = await TryAsync(call, turn, running).ConfigureAwait(false);
        Diagnostics.EndTool(span, call.Name, time.GetElapsedTime(began), fault);
        return answer;
    }

    /// <summary>Runs it; with its answer the kind of what went wrong, or null.</summary>
    private async Task<(ToolAnswer Answer, string? Fault)> TryAsync(FunctionCall call, int turn, Running running)
    {
        using var timer = new CancellationTokenSource(limit, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(running.Token, timer.Token);
        try
        {
            // A tool that does not listen to its token must not hold the answer back.
            var answer = await answers.AnswerAsync(call, new CallTurn(this, turn) { Heard = () => heard?.Invoke(turn) }, stop.Token).AsTask().WaitAsync(stop.Token).ConfigureAwait(false);
            return answer is { } found ? (found, null) : (new ToolAnswer(ToolErrors.Unknown(call.Name)), "unknown");
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return (new ToolAnswer(ToolErrors.TimedOut(call.Name, limit)), timer.IsCancellationRequested ? "timeout" : "cancelled");
        }
        catch (ToolFailedException e)
        {
            // Said in words for the model; nothing is broken here.
            return (new ToolAnswer(ToolErrors.Failed(call.Name, e.Message)), "failed");
        }
#pragma warning disable CA1031 // Whatever a tool throws, the call is answered.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Log.ToolFailed(logger, call.Name, e);
            return (new ToolAnswer(ToolErrors.Failed(call.Name, e.Message)), "failed");
        }
    }

    private sealed class Running(int turn, CancellationTokenSource stop) : IDisposable
    {
        private int _closed;
        private int _told;

        public int Turn => turn;

        public Task Task { get; set; } = Task.CompletedTask;

        public CancellationToken Token { get; } = stop.Token;

        public bool TryAnswer() => Interlocked.Exchange(ref _closed, 1) is 0;

        /// <summary>Its end is told once.</summary>
        public bool TryTell() => Interlocked.Exchange(ref _told, 1) is 0;

        public bool Withdraw()
        {
            if (Interlocked.Exchange(ref _closed, 1) is not 0)
            {
                return false;
            }

            // Callbacks are the tool's own code: not under our lock.
            _ = stop.CancelAsync();
            return true;
        }

        public void Dispose() => stop.Dispose();
    }
}
