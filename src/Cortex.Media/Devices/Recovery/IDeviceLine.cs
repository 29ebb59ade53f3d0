namespace Cortex.Media.Devices;

/// <summary>
/// The line between a device, which may go and come, and the pump, which goes on. Tells by what passes whether the device is well.
/// The device's thread passes sound, the keeper's calls the rest; what they share is behind a lock that nobody holds for long.
/// </summary>
internal interface IDeviceLine
{
    /// <summary>Sound has passed since the device was connected last.</summary>
    bool IsFlowing { get; }

    /// <summary>A microphone that was told silent is still so.</summary>
    bool IsSilent { get; }

    /// <summary>Samples that came too late.</summary>
    long DroppedSamples { get; }

    /// <summary>Nothing from this device passes any more.</summary>
    void Disconnect();

    /// <summary>Keeps the pump's time going where the device does not; at least every 100 ms.</summary>
    void Tick();

    /// <summary>What is wrong, if anything.</summary>
    DeviceFault? Look();
}
