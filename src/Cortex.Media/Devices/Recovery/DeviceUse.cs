namespace Cortex.Media.Devices;

/// <summary>How a keeper handles its kind of device.</summary>
/// <param name="Open">Opens it again; fails with <see cref="AudioDeviceException"/>, in time.</param>
/// <param name="Run">Connects it to the line and runs it.</param>
/// <param name="CountersOf">What went wrong at it so far.</param>
internal sealed record DeviceUse<TDevice>(
    Func<Task<TDevice>> Open, Func<TDevice, CancellationToken, Task> Run, Func<TDevice, AudioDeviceCounters> CountersOf);
