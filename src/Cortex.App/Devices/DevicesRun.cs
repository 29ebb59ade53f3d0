using System.Globalization;
using Cortex.App.Commands;
using Cortex.Media.Camera;
using Cortex.Media.Devices;

namespace Cortex.App.Devices;

/// <summary>Runs <c>cortex devices</c>.</summary>
internal static class DevicesRun
{
    /// <summary>Tells what there is.</summary>
    /// <exception cref="CommandFailure">The sound system cannot be asked.</exception>
    public static async Task<int> ListAsync(bool json, TextWriter output, TimeProvider time, CancellationToken interruption)
    {
        AudioDeviceList devices;
        try
        {
            devices = AudioDevices.List();
        }
        catch (AudioDeviceException fault)
        {
            throw new CommandFailure(ExitCode.Device, fault.Message);
        }

        var cameras = await Cameras.ListAsync(time, interruption);
        if (json)
        {
            output.WriteLine(DevicesJson.Of(devices, cameras));
            return ExitCode.Done;
        }

        Tell("microphones", devices.Microphones, output);
        Tell("loudspeakers", devices.Speakers, output);
        Tell(cameras, output);
        if (devices.Microphones.Count + devices.Speakers.Count + cameras.Cameras.Count > 0)
        {
            output.WriteLine("(*) is the default. Choose another by its number or by a part of its name, a camera by its name or as it stands in brackets.");
        }

        return ExitCode.Done;
    }

    private static void Tell(string kind, IReadOnlyList<AudioDevice> devices, TextWriter output)
    {
        output.WriteLine(kind);
        foreach (var device in devices)
        {
            var rates = device.RatesHz.Count == 0
                ? "cannot be opened now: another program may have it"
                : string.Join(", ", device.RatesHz.Select(static rate => (rate / 1000.0).ToString("0.#", CultureInfo.InvariantCulture))) + " kHz";
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{device.Index,4} {(device.IsDefault ? "*" : " ")} {device.Name}"));
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"       {device.HostApi} · {device.Channels} {(device.Channels == 1 ? "channel" : "channels")} · {rates} · at least {device.Latency.TotalMilliseconds:0} ms of buffer"));
        }

        if (devices.Count == 0)
        {
            output.WriteLine("     none: plug one in, or start the sound server");
        }
    }

    private static void Tell(CameraList cameras, TextWriter output)
    {
        output.WriteLine("cameras");
        foreach (var camera in cameras.Cameras)
        {
            var modes = camera.Modes.Select(static mode => $"{mode.Format}: {(mode.Sizes.Count == 0 ? "any size" : string.Join(", ", mode.Sizes))}");
            output.WriteLine($"       {camera.Name} ({camera.Id})");
            foreach (var line in camera.Fault is { } fault ? [fault] : modes)
            {
                output.WriteLine($"         {line}");
            }
        }

        if (cameras.Cameras.Count == 0)
        {
            output.WriteLine("     none: plug one in; a Raspberry Pi's own needs rpicam-apps");
        }
    }
}
