namespace Cortex.Media.Devices;

/// <summary>
/// Keeps a device in use: notices that it is gone, stands still or fell silent, opens it again for as long as it takes, and tells
/// what happens, once each time.
/// </summary>
/// <typeparam name="TDevice">A source or a sink.</typeparam>
internal sealed class DeviceKeeper<TDevice>(DeviceUse<TDevice> use, TDevice first, DeviceReport report, TimeProvider time)
    where TDevice : class, IAsyncDisposable
{
    private static readonly TimeSpan WellTick = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LostTick = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan WellAfter = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan HastyBefore = TimeSpan.FromSeconds(1);
    private readonly RetryPace _pace = new();
    private TDevice? _device = first;
    private bool _isLost;
    private bool _isHasty;

    /// <summary>The device in use; nothing while it is lost.</summary>
    public TDevice? Device => Volatile.Read(ref _device);

    /// <summary>Uses it until cancelled.</summary>
    public async Task RunAsync(IDeviceLine line, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            if (_device is null && !await TryOpenAsync(line, cancellationToken).ConfigureAwait(false))
            {
                continue;
            }

            var fault = await UseAsync(line, cancellationToken).ConfigureAwait(false);
            if (cancellationToken.IsCancellationRequested)
            {
                return;
            }

            if (fault is not null)
            {
                Tell(fault);
            }

            await CloseAsync(line).ConfigureAwait(false);
        }
    }

    /// <summary>Closes it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_device is { } device)
        {
            await device.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Runs the device until something is wrong with it; nothing where it only wants to be opened again.</summary>
    private async Task<DeviceFault?> UseAsync(IDeviceLine line, CancellationToken cancellationToken)
    {
        var device = _device!;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var since = time.GetTimestamp();
        var running = use.Run(device, stop.Token);
        DeviceFault? fault = null;
        while (fault is null && !running.IsCompleted)
        {
            await Task.WhenAny(running, Task.Delay(WellTick, time, CancellationToken.None)).ConfigureAwait(false);
            line.Tick();
            report.Count(use.CountersOf(device));
            fault = running.IsCompleted || cancellationToken.IsCancellationRequested ? null : line.Look();
            if (fault is { Kind: DeviceEventKind.Lost })
            {
                report.Add(new AudioDeviceCounters(0, 0, 1, 0, 0));
            }

            NoticeWell(line, since);
        }

        line.Disconnect();
        await stop.CancelAsync().ConfigureAwait(false);
        // One that ends again and again, for no reason that it tells, is not opened as fast as it ends.
        _isHasty = time.GetElapsedTime(since) < HastyBefore;
        if (running.IsCompleted || cancellationToken.IsCancellationRequested)
        {
            return await EndAsync(running).ConfigureAwait(false) ?? fault;
        }

        // It stands still, perhaps in a call that never returns.
        _ = EndAsync(running);
        return fault;
    }

    private void NoticeWell(IDeviceLine line, long since)
    {
        if (_isLost && line.IsFlowing && !line.IsSilent)
        {
            _isLost = false;
            report.Tell(DeviceEventKind.Back, "it is back");
        }

        if (!_isLost && time.GetElapsedTime(since) >= WellAfter)
        {
            _pace.Reset();
        }
    }

    private void Tell(DeviceFault fault)
    {
        if (!_isLost)
        {
            _isLost = true;
            report.Tell(fault.Kind, fault.Reason);
        }
    }

    private async Task<bool> TryOpenAsync(IDeviceLine line, CancellationToken cancellationToken)
    {
        if (_isLost || _isHasty)
        {
            await TickUntilAsync(Task.Delay(_pace.Next(), time, cancellationToken), line).ConfigureAwait(false);
        }

        if (cancellationToken.IsCancellationRequested)
        {
            return false;
        }

        var opening = use.Open();
        await TickUntilAsync(opening, line).ConfigureAwait(false);
        try
        {
            Volatile.Write(ref _device, await opening.ConfigureAwait(false));
            return true;
        }
        catch (AudioDeviceException fault)
        {
            Tell(new DeviceFault(DeviceEventKind.Lost, fault.Message));
            return false;
        }
    }

    private async Task CloseAsync(IDeviceLine line)
    {
        var device = _device!;
        report.Closed(use.CountersOf(device));
        Volatile.Write(ref _device, null);
        await TickUntilAsync(device.DisposeAsync().AsTask(), line).ConfigureAwait(false);
    }

    private async Task TickUntilAsync(Task task, IDeviceLine line)
    {
        while (!task.IsCompleted)
        {
            await Task.WhenAny(task, Task.Delay(LostTick, time, CancellationToken.None)).ConfigureAwait(false);
            line.Tick();
        }
    }

    private static async Task<DeviceFault?> EndAsync(Task running)
    {
        try
        {
            await running.ConfigureAwait(false);
            return null;
        }
        catch (AudioDeviceException fault)
        {
            return new DeviceFault(DeviceEventKind.Lost, fault.Message);
        }
    }
}
