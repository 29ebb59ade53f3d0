using System.Globalization;
using Cortex.App.Commands;
using Cortex.Media.Devices;

namespace Cortex.App.Devices;

/// <summary>Runs <c>cortex devices</c>.</summary>
internal static class DevicesRun
{
    /// <summary>Tells what there is.</summary>
    /// <exception cref="CommandFailure">The sound system cannot be asked.</exception>
    public static int List(bool json, TextWriter output)
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

        if (json)
        {
            output.WriteLine(DevicesJson.Of(devices));
            return ExitCode.Done;
        }

        Tell("microphones", devices.Microphones, output);
        Tell("loudspeakers", devices.Speakers, output);
        output.WriteLine("(*) is the default. Choose another by its number or by a part of its name.");
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
}
