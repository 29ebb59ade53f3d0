using Cortex.Live;
using Cortex.Live.Protocol;
using Cortex.Media.Camera;
using Cortex.Media.Frames;

namespace Cortex.Assistant.Sight;

/// <summary>Sends the camera's frames while a turn is open, away from the sound's path. Counts what it does.</summary>
internal sealed class FrameSender : IDisposable
{
    private readonly IFrameSource _camera;
    private readonly ILiveConversation _conversation;
    private readonly FrameFitter _fitter;
    private readonly TimeSpan _interval;
    private readonly Func<TimeSpan> _now;
    private readonly Func<int> _turn;
    private readonly Action<Frame> _onSent;
    private readonly Action<string> _onLeftOut;
    private readonly SemaphoreSlim _wake = new(0, 1);
    private readonly ITimer _timer;
    private readonly RealtimeInput _message = new();
    private readonly TimeProvider _time;

    private Fitted? _fitted;
    private int _accepted;
    private int _distinct;
    private bool _inVain;

    public FrameSender(
        IFrameSource camera,
        ILiveConversation conversation,
        FrameLimits? limits,
        TimeSpan interval,
        TimeProvider time,
        Func<TimeSpan> now,
        Func<int> turn,
        Action<Frame> onSent,
        Action<string> onLeftOut)
    {
        (_camera, _conversation, _interval, _now, _turn) = (camera, conversation, interval, now, turn);
        (_time, _onSent, _onLeftOut) = (time, onSent, onLeftOut);
        _fitter = new FrameFitter(limits);
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

    /// <summary>The newest frame as it may be sent, or null.</summary>
    public Frame? Newest() => _camera.Newest is { } newest ? Fit(newest) : null;

    /// <summary>
    /// Waits until the camera has a frame. After one wait in vain there is no other until a frame has come: a dead camera costs one
    /// question some time, not each.
    /// </summary>
    /// <param name="limit">At most so long.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>False: it has none.</returns>
    public async Task<bool> HasFrameAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        var end = _now() + limit;
        while (_camera.Newest is null && !_inVain && _now() < end)
        {
            _camera.Look();
            var look = Task.Delay(FramePacer.Look, _time, cancellationToken);
            IsFirstAwaited = !look.IsCompleted;
            await look.ConfigureAwait(false);
            IsFirstAwaited = false;
        }

        _inVain = _camera.Newest is null;
        return !_inVain;
    }

    /// <summary>A frame went out beside this loop.</summary>
    public void Note(Frame fitted)
    {
        Interlocked.Increment(ref _accepted);
        Interlocked.Increment(ref _distinct);
        _onSent(fitted);
    }

    /// <summary>Runs until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var state = default(FramePaceState);
        while (!cancellationToken.IsCancellationRequested)
        {
            if (_turn() is not 0)
            {
                _camera.Look();
            }

            var before = state.Frame;
            (state, var send, var next) = FramePacer.Advance(state, _turn(), _camera.Newest, _now(), _interval);
            if (send is not null && Fit(send) is { } fitted && _camera.Newest is not null)
            {
                _message.Video = MediaBytes.FromRaw(fitted.MimeType, fitted.Bytes);
                await _conversation.SendAsync(_message, cancellationToken).ConfigureAwait(false);
                Interlocked.Increment(ref _accepted);
                if (!ReferenceEquals(before, send))
                {
                    Interlocked.Increment(ref _distinct);
                }

                _onSent(fitted);
            }

            var wait = next is { } at ? at - _now() : Timeout.InfiniteTimeSpan;
            _timer.Change(next is not null && wait < TimeSpan.Zero ? TimeSpan.Zero : wait, Timeout.InfiniteTimeSpan);
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

    private Frame? Fit(Frame frame)
    {
        var known = Volatile.Read(ref _fitted);
        if (!ReferenceEquals(frame, known?.Original))
        {
            known = new Fitted(frame, TryFit(frame));
            Volatile.Write(ref _fitted, known);
        }

        return known.Frame;
    }

    private Frame? TryFit(Frame frame)
    {
        try
        {
            return _fitter.Fit(frame);
        }
        catch (PictureException e)
        {
            _onLeftOut(e.Message);
            return null;
        }
    }

    private sealed record Fitted(Frame Original, Frame? Frame);
}
