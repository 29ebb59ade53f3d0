namespace Cortex.Media.Devices;

/// <summary>Makes the list of devices.</summary>
internal static class DeviceListing
{
    private static readonly int[] Rates = [8000, 16000, 24000, 44100, 48000];

    /// <summary>Asks each device for each rate, which opens it for a moment.</summary>
    public static AudioDeviceList Of(PortAudioRuntime runtime) => runtime.Use(native =>
    {
        var devices = runtime.Devices();
        return new AudioDeviceList(OfKind(native, devices, isInput: true), OfKind(native, devices, isInput: false));
    });

    private static List<AudioDevice> OfKind(IPortAudio native, IReadOnlyList<PortAudioDevice> devices, bool isInput)
    {
        var usual = isInput ? native.DefaultInput : native.DefaultOutput;
        return [.. from device in devices
                   where device.Channels(isInput) > 0
                   let latency = isInput ? device.LowInputLatency : device.LowOutputLatency
                   select new AudioDevice(
                       device.Index,
                       device.Name,
                       device.HostApi,
                       device.Channels(isInput),
                       device.DefaultRateHz,
                       [.. Rates.Where(rate => native.IsSupported(new StreamWish(device.Index, isInput, 1, rate, 0, latency)))],
                       TimeSpan.FromSeconds(latency),
                       device.Index == usual)];
    }
}
