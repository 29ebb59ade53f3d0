using Cortex.Media.Camera;
using Cortex.Media.Frames;
using Microsoft.Extensions.Logging;

namespace Cortex.Media.Detection;

/// <summary>What a watch knows and decides: which picture to look at next, and what came of it. Any thread.</summary>
internal sealed class SceneRoom(IFrameSource? camera, DetectionOptions options, TimeProvider time, ILogger logger)
{
    private const int MostAsking = 8;
    private const int FaultsInARow = 5;
    private readonly Lock _gate = new();
    private Tracker _tracker = new(time.TimestampFrequency);
    private readonly WatchPace _pace = new(options.CpuShare, options.Threads);
    private readonly List<Ask> _asks = [];
    private Action<Scene>[] _watchers = [];
    private Frame? _lastFrame;
    private Scene? _newest;
    private long _lookedAt;
    private long _outsideAt;
    private int _faultsInARow;
    private bool _isClosed;
    private bool _isOff;
    private WatchCounts _counts;

    public Scene? Newest => Volatile.Read(ref _newest);

    public WatchCounts Counts
    {
        get
        {
            lock (_gate)
            {
                return _counts with { Took = _pace.Took, Period = _pace.Period };
            }
        }
    }

    /// <summary>When to look whether there is something to do; null: when somebody asks.</summary>
    public TimeSpan? NextIn
    {
        get
        {
            lock (_gate)
            {
                return _asks.Count > 0 ? TimeSpan.Zero
                    : _watchers.Length is 0 || camera is null || _isOff ? null
                    : IsOutsideFresh ? SceneWatch.OutsideLasts - time.GetElapsedTime(_outsideAt)
                    : _lookedAt is 0 ? TimeSpan.Zero : _pace.Period - time.GetElapsedTime(_lookedAt);
            }
        }
    }

    public bool IsOff
    {
        get => Volatile.Read(ref _isOff);
        set
        {
            lock (_gate)
            {
                Volatile.Write(ref _isOff, value);
                Volatile.Write(ref _newest, null);
                (_tracker, _outsideAt) = (new Tracker(time.TimestampFrequency), 0);
                _asks.ForEach(static ask => ask.Answer.TrySetResult(null));
                _asks.Clear();
            }
        }
    }

    private bool IsOutsideFresh => _outsideAt is not 0 && time.GetElapsedTime(_outsideAt) < SceneWatch.OutsideLasts;

    public IDisposable Add(Action<Scene> seen)
    {
        lock (_gate)
        {
            _watchers = [.. _watchers, seen];
        }

        return new Lease(this, seen);
    }

    /// <summary>The newest scene where it tells what is there now.</summary>
    public Scene? FreshScene() =>
        Newest is { SeenAt: not 0 } scene && time.GetElapsedTime(scene.SeenAt) <= SceneWatch.Fresh ? scene : null;

    /// <returns>Null: too many ask already, or it is over.</returns>
    public Ask? Ask(Frame? picture)
    {
        lock (_gate)
        {
            if (_isClosed || _isOff || _asks.Count >= MostAsking)
            {
                return null;
            }

            var ask = new Ask(picture, time.GetTimestamp() + (long)(SceneWatch.CameraWakes.TotalSeconds * time.TimestampFrequency));
            _asks.Add(ask);
            return ask;
        }
    }

    public bool Accept(Scene scene)
    {
        if (!OutsideScene.IsFit(scene))
        {
            lock (_gate)
            {
                _counts = _counts with { Refused = _counts.Refused + 1 };
            }

            return false;
        }

        lock (_gate)
        {
            if (_isOff)
            {
                return true;
            }

            var now = time.GetTimestamp();
            _outsideAt = now;
            _counts = _counts with { Outside = _counts.Outside + 1 };
            Volatile.Write(ref _newest, _tracker.Next(scene.Objects, scene.SeenAt is 0 || scene.SeenAt > now ? now : scene.SeenAt));
        }

        Tell();
        return true;
    }

    /// <summary>The picture to look at now, and who asked; null: none yet.</summary>
    public (Frame Frame, Ask? Ask)? Next()
    {
        lock (_gate)
        {
            if (NextAsked() is { } asked)
            {
                return asked;
            }

            if (_isOff || _watchers.Length is 0 || camera is null || IsOutsideFresh || (_lookedAt is not 0 && time.GetElapsedTime(_lookedAt) < _pace.Period))
            {
                return null;
            }
        }

        camera.Look();
        return camera.Newest is { } frame && !ReferenceEquals(frame, _lastFrame) ? (frame, null) : null;
    }

    /// <summary>Looks; only the detector's thread does.</summary>
    public void Look(IDetector detector, (Frame Frame, Ask? Ask) what)
    {
        var (frame, ask) = what;
        var began = time.GetTimestamp();
        try
        {
            var found = detector.Find(frame);
            _faultsInARow = 0;
            var isTheCameras = ReferenceEquals(frame, camera?.Newest) || ask is null;
            var scene = Took(frame, found, began, isTheCameras);
            if (isTheCameras)
            {
                Tell();
            }

            ask?.Answer.TrySetResult(IsOff ? null : scene);
        }
        catch (IOException fault)
        {
            Failed(frame, fault, began, ask);
        }
    }

    /// <summary>Nobody will look any more.</summary>
    public void GiveUp(string why) => Log.GivenUp(logger, Math.Max(1, _faultsInARow), why);

    public void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            _asks.ForEach(static ask => ask.Answer.TrySetResult(null));
            _asks.Clear();
        }
    }

    private Scene Took(Frame frame, IReadOnlyList<SceneObject> found, long began, bool isTheCameras)
    {
        lock (_gate)
        {
            _pace.Note(time.GetElapsedTime(began));
            _counts = _counts with { Looks = _counts.Looks + 1 };
            Log.Pace(logger, (long)_pace.Took.TotalMilliseconds, (long)_pace.Period.TotalMilliseconds);
            if (!isTheCameras || _isOff)
            {
                return new Scene(found, frame.CapturedAt);
            }

            (_lastFrame, _lookedAt) = (frame, began);
            var scene = _tracker.Next(found, frame.CapturedAt is 0 ? began : frame.CapturedAt);
            Volatile.Write(ref _newest, scene);
            return scene;
        }
    }

    private void Failed(Frame frame, IOException fault, long began, Ask? ask)
    {
        lock (_gate)
        {
            _counts = _counts with { Faults = _counts.Faults + 1 };
            (_lastFrame, _lookedAt) = ask is null ? (frame, began) : (_lastFrame, _lookedAt);
        }

        ask?.Answer.TrySetException(fault);
        if (fault is PictureException)
        {
            Log.LookFailed(logger, fault.Message);
        }
        else if (++_faultsInARow >= FaultsInARow)
        {
            throw new IOException(fault.Message, fault);
        }
        else
        {
            Log.LookFailed(logger, fault.Message);
        }
    }

    private (Frame Frame, Ask? Ask)? NextAsked()
    {
        _asks.RemoveAll(static ask => ask.Answer.Task.IsCompleted);
        for (var i = 0; i < _asks.Count; i++)
        {
            var ask = _asks[i];
            var frame = ask.Picture;
            if (frame is null)
            {
                camera!.Look();
                frame = camera.Newest is { } newest && (IsNew(newest) || time.GetTimestamp() >= ask.Until) ? newest : null;
                if (frame is not null && ReferenceEquals(frame, _lastFrame) && ask.Answer.TrySetResult(_newest))
                {
                    _asks.RemoveAt(i--);
                    continue;
                }
            }

            if (frame is not null || time.GetTimestamp() >= ask.Until)
            {
                _asks.RemoveAt(i--);
                if (frame is not null)
                {
                    return (frame, ask);
                }

                ask.Answer.TrySetResult(null);
            }
        }

        return null;
    }

    private bool IsNew(Frame frame) => frame.CapturedAt is not 0 && time.GetElapsedTime(frame.CapturedAt) <= SceneWatch.Fresh;

    private void Tell()
    {
        if (Newest is not { } scene)
        {
            return;
        }

        foreach (var seen in Volatile.Read(ref _watchers))
        {
            try
            {
                seen(scene);
            }
#pragma warning disable CA1031 // One who watches must not end it for the others.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                Log.WatcherFailed(logger, fault.Message);
            }
        }
    }

    private void Remove(Action<Scene> seen)
    {
        lock (_gate)
        {
            var index = Array.IndexOf(_watchers, seen);
            _watchers = index < 0 ? _watchers : [.. _watchers[..index], .. _watchers[(index + 1)..]];
        }
    }

    private sealed class Lease(SceneRoom room, Action<Scene> seen) : IDisposable
    {
        private int _ended;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _ended, 1) is 0)
            {
                room.Remove(seen);
            }
        }
    }
}
