using Cortex.Live;
using Cortex.Live.Protocol;
using Cortex.Media.Camera;
using Cortex.Media.Frames;
using Microsoft.Extensions.Logging;

namespace Cortex.Assistant.Sight;

/// <summary>
/// Sends the camera's pictures as <see cref="FramePacer"/> decides, away from the sound's path: polls, measures, makes fit, counts.
/// </summary>
internal sealed class FrameSender : IDisposable
{
    private static readonly string[] Ways =
    [
        "as the profile says", "at a lower quality", "at the lowest quality", "three quarters as large", "half as large",
        "half as large and half as often", "half as large and a fifth as often", "none but a turn's first",
    ];

    private readonly IFrameSource _camera;
    private readonly ILiveConversation _conversation;
    private readonly SightOptions _options;
    private readonly Func<TimeSpan> _now;
    private readonly Func<Gaze> _gaze;
    private readonly Func<bool> _isAway;
    private readonly Action<Frame> _onSent;
    private readonly Action<string> _onLeftOut;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly FrameFit _fit;
    private readonly Seen _seen;
    private readonly SemaphoreSlim _wake = new(0, 1);
    private readonly ITimer _timer;
    private readonly RealtimeInput _message = new();
    private readonly int[] _leftOut = new int[Enum.GetValues<LeftOut>().Length];

    private SightState _state;
    private int _handled = -1;
    private TimeSpan _handedAt;
    private int _connection;
    private int _beside;
    private int _accepted;
    private int _distinct;
    private bool _inVain;

    public FrameSender(
        IFrameSource camera,
        ILiveConversation conversation,
        SightOptions options,
        TimeProvider time,
        Func<TimeSpan> now,
        Func<Gaze> gaze,
        Func<bool> isAway,
        Action<Frame> onSent,
        Action<string> onLeftOut,
        ILogger logger)
    {
        (_camera, _conversation, _options, _time, _now) = (camera, conversation, options, time, now);
        (_gaze, _isAway, _onSent, _onLeftOut, _logger) = (gaze, isAway, onSent, onLeftOut, logger);
        _fit = new FrameFit(options.Draws, Refuse);
        _seen = new Seen(camera);
        _timer = time.CreateTimer(_ => Wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Frames the engine took.</summary>
    public int Accepted => Volatile.Read(ref _accepted);

    /// <summary>Of the camera's frames, the ones that were sent at least once.</summary>
    public int Distinct => Volatile.Read(ref _distinct);

    /// <summary>The loop waits for its time or for a turn.</summary>
    public bool IsAwaited { get; private set; }

    /// <summary>Somebody waits for the first frame.</summary>
    public bool IsFirstAwaited { get; private set; }

    /// <summary>How many pictures were left out for this.</summary>
    public int Count(LeftOut why) => Volatile.Read(ref _leftOut[(int)why]);

    /// <summary>Looks again now. Any thread.</summary>
    public void Wake()
    {
        try
        {
            _wake.Release();
        }
        catch (SemaphoreFullException)
        {
            // It will look anyway.
        }
        catch (ObjectDisposedException)
        {
            // A timer's last tick.
        }
    }

    /// <summary>There is another connection, or another engine, which may know nothing of what was sent. Any thread.</summary>
    public void Forget()
    {
        Interlocked.Increment(ref _connection);
        Wake();
    }

    /// <summary>The newest sharp frame as it may be sent, or null.</summary>
    public Frame? Newest() => FramePacer.Choose(_seen.Look(_now()), _now(), last: null) is { } chosen ? _fit.Fit(chosen.Frame, _options.Limits) : null;

    /// <summary>
    /// Waits until the camera has a frame. After one wait in vain there is no other until a frame has come: a dead camera costs one
    /// question some time, not each.
    /// </summary>
    /// <param name="limit">At most so long.</param>
    /// <param name="startLimit">At most so long while it is being started.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>False: it has none.</returns>
    public async Task<bool> HasFrameAsync(TimeSpan limit, TimeSpan startLimit, CancellationToken cancellationToken)
    {
        var began = _now();
        _camera.Look();
        while (_camera.Newest is null && !_inVain && _now() - began < (_camera.IsStarting ? startLimit : limit))
        {
            var look = Task.Delay(FramePacer.FirstPoll, _time, cancellationToken);
            IsFirstAwaited = !look.IsCompleted;
            await look.ConfigureAwait(false);
            IsFirstAwaited = false;
            _camera.Look();
        }

        _inVain = _camera.Newest is null;
        return !_inVain;
    }

    /// <summary>A frame went out beside this loop.</summary>
    public void Note(Frame fitted)
    {
        Interlocked.Increment(ref _accepted);
        Interlocked.Increment(ref _distinct);
        Interlocked.Add(ref _beside, fitted.Bytes.Length);
        _onSent(fitted);
    }

    /// <summary>Runs until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var next = await LookAsync(cancellationToken).ConfigureAwait(false);

            // Timers round down to whole milliseconds: one that comes early would look in vain.
            var wait = next is { } at ? TimeSpan.FromMilliseconds(Math.Ceiling(Math.Max(0, (at - _now()).TotalMilliseconds))) : Timeout.InfiniteTimeSpan;
            _timer.Change(wait, Timeout.InfiniteTimeSpan);
            var wake = _wake.WaitAsync(cancellationToken);
            IsAwaited = !wake.IsCompleted;
            await wake.ConfigureAwait(false);
            IsAwaited = false;
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        _wake.Dispose();
    }

    private async Task<TimeSpan?> LookAsync(CancellationToken cancellationToken)
    {
        var stats = _conversation.Stats;
        var now = _now();
        if (Interlocked.Exchange(ref _beside, 0) is > 0 and var bytes)
        {
            _state = FramePacer.Beside(_state, bytes, now);
        }

        var input = new SightInput
        {
            Now = now,
            Gaze = _gaze(),
            Seen = _seen.Look(now),
            BytesUp = stats.BytesUp,
            IsBusy = stats.BytesUp > 0 && stats.FramesSent + stats.FramesSkipped <= _handled && now - _handedAt < FramePacer.WriteLimit,
            IsAway = _isAway(),
            Connection = Volatile.Read(ref _connection),
        };
        var (thrift, last) = (_state.Thrift.Step, _state.Last);
        (_state, var send, var limits, var leftOut, var next) = FramePacer.Look(_state, input, _options);
        Interlocked.Increment(ref _leftOut[(int)leftOut]);
        if (leftOut is not LeftOut.None)
        {
            Diagnostics.Left(leftOut);
        }

        if (next is not null)
        {
            _camera.Look();
        }

        // A camera that was switched off meanwhile shows nothing any more: then nothing of it goes either.
        if (send is not null && _fit.Fit(send.Frame, limits!) is { } fitted && _camera.Newest is not null)
        {
            (_handled, _handedAt) = (stats.FramesSent + stats.FramesSkipped, now);
            _message.Video = MediaBytes.FromRaw(fitted.MimeType, fitted.Bytes);
            await _conversation.SendAsync(_message, cancellationToken).ConfigureAwait(false);
            _state = FramePacer.Sent(_state, send, fitted.Bytes.Length, input, _options);
            Interlocked.Increment(ref _accepted);
            if (!ReferenceEquals(last?.Glimpse.Frame, send.Frame))
            {
                Interlocked.Increment(ref _distinct);
            }

            _onSent(fitted);
        }

        Tell(thrift);
        return next;
    }

    private void Tell(int before)
    {
        if (_state.Thrift.Step > before)
        {
            Log.GivesWay(_logger, _options.BudgetBytesPerSecond, Ways[_state.Thrift.Step]);
        }
        else if (_state.Thrift.Step < before)
        {
            Log.HasRoom(_logger, Ways[_state.Thrift.Step]);
        }
    }

    private void Refuse(string why)
    {
        Interlocked.Increment(ref _leftOut[(int)LeftOut.Damaged]);
        Diagnostics.Left(LeftOut.Damaged);
        _onLeftOut(why);
    }
}
