namespace Cortex.Media.Devices;

/// <summary>
/// Says when periods of sound are due. Ticks only wake it; what is due is counted in samples against the clock, so that early ticks
/// do nothing, late ones catch up, and nothing drifts.
/// </summary>
internal sealed class PeriodClock
{
    private readonly TimeProvider _time;
    private readonly Lock _ticking = new();
    private long _start;
    private long _next;

    public PeriodClock(int sampleRateHz, TimeSpan period, TimeProvider time)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sampleRateHz);
        ArgumentOutOfRangeException.ThrowIfLessThan(period, TimeSpan.FromMilliseconds(1));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(period, TimeSpan.FromSeconds(1));
        SampleRateHz = sampleRateHz;
        PeriodSamples = (int)Math.Round(sampleRateHz * period.TotalSeconds);
        Period = TimeSpan.FromSeconds((double)PeriodSamples / sampleRateHz);
        _time = time;
    }

    public int SampleRateHz { get; }

    public int PeriodSamples { get; }

    /// <summary>The period in whole samples.</summary>
    public TimeSpan Period { get; }

    /// <summary>When a sample falls, counted from the start of the present run.</summary>
    public long TimestampOf(long sample) =>
        _start + Math.DivRem(sample, SampleRateHz, out var rest) * _time.TimestampFrequency + (rest * _time.TimestampFrequency / SampleRateHz);

    /// <summary>
    /// Calls <paramref name="onDue"/> with 0 at once and with k after k periods, in order, one at a time, until it is cancelled;
    /// then ends without an error, and no call is made any more. What the callback throws ends it too.
    /// </summary>
    public async Task RunAsync(Action<long> onDue, CancellationToken cancellationToken)
    {
        _start = _time.GetTimestamp();
        _next = 0;

        // A pool timer is up to 7 ms late at the 95th percentile here, a thread of its own 1 ms.
        await (ReferenceEquals(_time, TimeProvider.System)
            ? RunOnThreadAsync(onDue, cancellationToken)
            : RunOnTimerAsync(onDue, cancellationToken)).ConfigureAwait(false);
    }

    private Task RunOnThreadAsync(Action<long> onDue, CancellationToken cancellationToken)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                var stop = cancellationToken.WaitHandle;
                while (!cancellationToken.IsCancellationRequested)
                {
                    Tick(onDue, cancellationToken);

                    // Up to a whole millisecond, the finest wait there is: rounded down it would wake twice for each period.
                    var wait = _time.GetElapsedTime(_time.GetTimestamp(), TimestampOf(_next * PeriodSamples));
                    stop.WaitOne(Math.Max(1, (int)Math.Ceiling(wait.TotalMilliseconds)));
                }

                done.SetResult();
            }
            catch (Exception e)
            {
                done.SetException(e);
            }
        })
        {
            IsBackground = true,
            Name = "sound device",
        };
        thread.Start();
        return done.Task;
    }

    private async Task RunOnTimerAsync(Action<long> onDue, CancellationToken cancellationToken)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void OnTimer()
        {
            // A tick that finds another at work leaves the due periods to it.
            if (done.Task.IsCompleted || !_ticking.TryEnter())
            {
                return;
            }

            try
            {
                Tick(onDue, cancellationToken);
            }
            catch (Exception e)
            {
                done.TrySetException(e);
            }
            finally
            {
                _ticking.Exit();
            }
        }

        OnTimer();
        var timer = _time.CreateTimer(_ => OnTimer(), null, Period, Period);
        await using (timer.ConfigureAwait(false))
        {
            var stop = cancellationToken.Register(() => done.TrySetResult());
            await using (stop.ConfigureAwait(false))
            {
                await done.Task.ConfigureAwait(false);
            }
        }

        lock (_ticking)
        {
            // The last call has returned.
        }
    }

    private void Tick(Action<long> onDue, CancellationToken cancellationToken)
    {
        while (TimestampOf(_next * PeriodSamples) <= _time.GetTimestamp() && !cancellationToken.IsCancellationRequested)
        {
            onDue(_next++);
        }
    }
}
