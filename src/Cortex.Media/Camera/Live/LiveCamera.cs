using System.ComponentModel;
using Cortex.Media.Frames;
using Microsoft.Extensions.Logging;

namespace Cortex.Media.Camera;

/// <summary>
/// A camera that is there all the time and runs only while somebody looks: its program is started at the first look, stopped when
/// nobody has looked for a while, and started again when it dies or stands still. Its frames are as the camera gives them; who sends
/// one fits it.
/// </summary>
/// <param name="choice">What was asked for.</param>
/// <param name="finder">Finds it, and again after a fault: a camera that was plugged in again may have another number.</param>
/// <param name="options">How it is used.</param>
/// <param name="onEvent">Told when it is lost and when it is back; null: nobody.</param>
/// <param name="time">The clock of everything.</param>
/// <param name="logger">Where its program's last words go.</param>
sealed class LiveCamera(string choice, CameraFinder finder, CameraOptions options, Action<CameraEvent>? onEvent, TimeProvider time, ILogger logger) : IFrameSource
{
    readonly NewestFrame _newest = new();
    readonly CameraReport _report = new(onEvent, logger);
    readonly CameraRetry _retry = new();
    readonly SemaphoreSlim _looked = new(0, 1);
    readonly CancellationTokenSource _lifetime = new();
    FoundCamera? _found;
    Task _running = Task.CompletedTask;
    long _lookedAt = long.MinValue;
    TimeSpan _well;
    volatile bool _isStarting;
    volatile bool _hasFailed;

    public string Name => Volatile.Read(ref _found)?.Name ?? (CameraChoice.IsStream(choice) ? CameraChoice.Named(choice) : $"camera {choice}");

    public int Captured => _newest.Captured;

    public Frame? Newest => _newest.Frame is { } frame && time.GetElapsedTime(frame.CapturedAt) <= options.MaxAge ? frame : null;

    public bool IsStarting => _isStarting && !_hasFailed;

    bool IsWanted => Volatile.Read(ref _lookedAt) is not long.MinValue and var at && time.GetElapsedTime(at) < options.IdleAfter;

    /// <summary>Finds it before it is needed.</summary>
    /// <exception cref="CameraException">There is none.</exception>
    public async Task FindAsync(CancellationToken cancellationToken) => _found = await finder.FindAsync(choice, cancellationToken).ConfigureAwait(false);

    public void Look()
    {
        Volatile.Write(ref _lookedAt, time.GetTimestamp());
        try
        {
            if (_looked.CurrentCount == 0)
                _looked.Release();
        }
        catch (Exception e) when (e is SemaphoreFullException or ObjectDisposedException)
        {
            // Another looked in the same moment; or the camera is closed.
        }
    }

    public Task RunAsync(CancellationToken cancellationToken)
    {
        var running = WatchAsync(cancellationToken);
        _running = running;
        return running;
    }

    public async ValueTask DisposeAsync()
    {
        await _lifetime.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _lifetime.Dispose();
        _looked.Dispose();
    }

    async Task WatchAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _lifetime.Token);
        while (true)
        {
            while (!IsWanted)
                await _looked.WaitAsync(stop.Token).ConfigureAwait(false);

            try
            {
                await UseAsync(stop.Token).ConfigureAwait(false);
                Log.Slept(logger, Name, options.IdleAfter.TotalSeconds);
                continue;
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or Win32Exception or AggregateException or InvalidOperationException)
            {
                // Whatever the system has against it, the conversation goes on.
                _hasFailed = true;
                _report.Lost(Name, fault as CameraException ?? CameraFaults.Ended(Name, _found?.IsStream ?? CameraChoice.IsStream(choice), fault.Message.ReplaceLineEndings(" ")));
                Volatile.Write(ref _found, null);
            }
            finally
            {
                _isStarting = false;
                // What it saw last is not what there is now.
                _newest.Hide();
            }

            await Task.Delay(_retry.Next(_well), time, stop.Token).ConfigureAwait(false);
        }
    }

    /// <summary>Runs its program until nobody looks any more.</summary>
    /// <exception cref="CameraException">It failed.</exception>
    async Task UseAsync(CancellationToken cancellationToken)
    {
        (_well, _isStarting) = (TimeSpan.Zero, true);
        var camera = _found ?? await finder.FindAsync(choice, cancellationToken).ConfigureAwait(false);
        Volatile.Write(ref _found, camera);
        var process = Start(camera);
        await using (process.ConfigureAwait(false))
        {
            Log.Started(logger, camera.Name, camera.Command.Program);
            var reader = new LiveFrames(process.Output, options, time);
            while (IsWanted)
            {
                switch (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    case LiveFramesEvent.Picture:
                        _newest.Show(reader.Frame!);
                        (_isStarting, _hasFailed) = (false, false);
                        _well = reader.Well;
                        _report.Well(camera.Name, _well);
                        break;
                    case LiveFramesEvent.Stalled:
                        throw CameraFaults.Stalled(camera.Name, camera.IsStream, reader.Limit, reader.Unusable, CameraWords.Plain(process.Words, camera.Command.Arguments));
                    case LiveFramesEvent.Ended:
                        throw CameraFaults.Ended(camera.Name, camera.IsStream, CameraWords.Plain(await process.LastWordsAsync(cancellationToken).ConfigureAwait(false), camera.Command.Arguments));
                    default:
                        break;
                }
            }
        }
    }

    PictureProcess Start(FoundCamera camera)
    {
        try
        {
            return PictureProcess.Start(camera.Command, time, logger);
        }
        catch (Win32Exception)
        {
            throw CameraFaults.NoProgram(camera.Name, camera.Command);
        }
    }
}
