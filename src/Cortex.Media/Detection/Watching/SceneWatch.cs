using Cortex.Media.Camera;
using Cortex.Media.Devices;
using Cortex.Media.Frames;
using Microsoft.Extensions.Logging;

namespace Cortex.Media.Detection;

/// <summary>
/// The one detector of this device, on a thread of its own below all others: it watches the camera while somebody wants to know, at a
/// rate the processor's budget allows, always the newest frame and none twice; and it looks at single pictures when asked. While
/// scenes come from outside it rests. Any thread.
/// </summary>
public sealed class SceneWatch : ISceneSource, IAsyncDisposable
{
    /// <summary>A scene that is older is not what is there now.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1.5);

    /// <summary>So long after the last scene from outside the model takes over.</summary>
    public static readonly TimeSpan OutsideLasts = TimeSpan.FromSeconds(2);

    /// <summary>So long a camera that slept may take to give a new picture.</summary>
    public static readonly TimeSpan CameraWakes = TimeSpan.FromSeconds(1.5);

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LookLimit = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(5);
    private readonly SceneRoom _room;
    private readonly DetectionOptions _options;
    private readonly IFrameSource? _camera;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _wake = new(0, 1);
    private readonly ITimer _timer;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _isOver;
    private volatile bool _isWaiting;

    private SceneWatch(IFrameSource? camera, DetectionOptions options, TimeProvider time, ILogger logger)
    {
        (_camera, _options, _time, _logger) = (camera, options, time, logger);
        _room = new SceneRoom(camera, options, time, logger);
        _timer = time.CreateTimer(_ => Wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>What its detector can name; nothing where it has none.</summary>
    public IReadOnlyCollection<string> Labels { get; private set; } = [];

    /// <summary>The newest scene, whatever its age; null before the first and while it is off.</summary>
    public Scene? Newest => _room.Newest;

    /// <summary>
    /// The camera is off, for privacy: nothing is looked at, nothing from outside is taken, and what was seen before is forgotten.
    /// </summary>
    public bool IsOff
    {
        get => _room.IsOff;
        set
        {
            _room.IsOff = value;
            Wake();
        }
    }

    /// <summary>What it has done so far.</summary>
    public WatchCounts Counts => _room.Counts;

    /// <summary>The thread waits for its time, a frame, or somebody who asks; for tests on a fake clock.</summary>
    internal bool IsAwaited => _isWaiting && _wake.CurrentCount is 0;

    /// <summary>Starts the thread and opens the detector on it.</summary>
    /// <param name="open">Opens the detector; null: there is none, and scenes come from outside or not at all.</param>
    /// <param name="camera">What is watched; null: only single pictures are looked at. Its owner disposes it.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="time">The clock.</param>
    /// <param name="loggers">Where it logs.</param>
    /// <exception cref="IOException">The detector cannot be opened; one line.</exception>
    public static async Task<SceneWatch> StartAsync(
        Func<IDetector>? open, IFrameSource? camera, DetectionOptions? options, TimeProvider time, ILoggerFactory loggers)
    {
        var watch = new SceneWatch(camera, options ?? new DetectionOptions(), time, loggers.CreateLogger("Cortex.Media.Detection"));
        if (open is null)
        {
            watch._ended.SetResult();
            return watch;
        }

        var opened = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() => watch.Run(open, opened)) { IsBackground = true, Name = "Cortex detection" }.Start();
        try
        {
            await opened.Task.ConfigureAwait(false);
            return watch;
        }
        catch
        {
            await watch.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Watches until it is disposed; with nobody watching the camera is left alone.</summary>
    /// <param name="seen">Called with each new scene, on the thread that made it; brief.</param>
    public IDisposable Watch(Action<Scene> seen)
    {
        var lease = _room.Add(seen);
        Wake();
        return lease;
    }

    /// <summary>What is around now: the newest scene where it is fresh, else from a look at the camera's newest picture.</summary>
    /// <returns>Null: there is no camera, it has no picture, or nobody can tell.</returns>
    /// <exception cref="IOException">The look failed.</exception>
    public ValueTask<Scene?> LookAsync(CancellationToken cancellationToken) => AskAsync(null, cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="IOException">The look failed.</exception>
    public ValueTask<Scene?> FindAsync(Frame frame, CancellationToken cancellationToken) => AskAsync(frame, cancellationToken);

    /// <summary>
    /// What is in this very frame. Keeps the caller waiting for one look, half a second at most, in the machine's own time: never call
    /// it on the sound's path.
    /// </summary>
    /// <returns>Null: it took too long, it failed, or nobody can tell.</returns>
    public Scene? LookAt(Frame frame)
    {
        if (Newest is { } scene && scene.SeenAt == frame.CapturedAt && scene.SeenAt is not 0)
        {
            return scene;
        }

        if (_ended.Task.IsCompleted || _room.Ask(frame) is not { } ask)
        {
            return null;
        }

        var done = new ManualResetEventSlim();
        var answered = ask.Answer.Task.ContinueWith(
            task =>
            {
                done.Set();
                return task.IsCompletedSuccessfully ? task.GetAwaiter().GetResult() : null;
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        Wake();
        if (!done.Wait(LookLimit))
        {
            ask.Answer.TrySetResult(null);
        }

        return answered.GetAwaiter().GetResult();
    }

    /// <summary>Takes what another detector saw, at no more than <see cref="Tracker.Most"/> things; the own one rests for two seconds.</summary>
    /// <returns>False: it is not fit to be used, and was counted and left out.</returns>
    public bool Accept(Scene scene)
    {
        if (_room.Accept(scene))
        {
            return true;
        }

        Log.OutsideRefused(_logger);
        return false;
    }

    /// <summary>Ends the thread, at most five seconds long.</summary>
    public async ValueTask DisposeAsync()
    {
        _isOver = true;
        Wake();
        try
        {
            await _ended.Task.WaitAsync(EndLimit, _time).ConfigureAwait(false);
            _timer.Dispose();
            _wake.Dispose();
        }
        catch (TimeoutException)
        {
            Log.Stays(_logger, EndLimit.TotalSeconds);
        }
    }

    private async ValueTask<Scene?> AskAsync(Frame? picture, CancellationToken cancellationToken)
    {
        if (_room.FreshScene() is { } scene)
        {
            return scene;
        }

        if (_ended.Task.IsCompleted || (picture is null && _camera is null) || _room.Ask(picture) is not { } ask)
        {
            return null;
        }

        // Whoever waits no more is not looked for either.
        using var withdrawal = cancellationToken.UnsafeRegister(static (waiting, token) => ((Ask)waiting!).Answer.TrySetCanceled(token), ask);
        Wake();
        return await ask.Answer.Task.ConfigureAwait(false);
    }

    private void Run(Func<IDetector> open, TaskCompletionSource opened)
    {
        ThreadUrgency.Lower();
        try
        {
            using var detector = open();
            Labels = detector.Labels;
            Log.Opened(_logger, detector.Name, detector.Labels.Count);
            opened.SetResult();
            Last(detector);
        }
#pragma warning disable CA1031 // Whatever it is, the conversation goes on without a detector.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            if (!opened.TrySetException(fault))
            {
                _room.GiveUp(fault.Message);
            }
        }
        finally
        {
            _ended.SetResult();
            _room.Close();
        }
    }

    private void Last(IDetector detector)
    {
        while (!_isOver)
        {
            if (_room.Next() is { } look)
            {
                _room.Look(detector, look);
                continue;
            }

            _timer.Change(_room.NextIn is { } wait ? (wait > Poll ? wait : Poll) : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _isWaiting = true;
            _wake.Wait();
            _isWaiting = false;
        }
    }

    private void Wake()
    {
        try
        {
            _isWaiting = false;
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
}
