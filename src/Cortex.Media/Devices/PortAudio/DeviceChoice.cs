using System.Globalization;

namespace Cortex.Media.Devices;

/// <summary>Which device is meant: <c>default</c>, an index, or a part of a name. Pure.</summary>
internal static class DeviceChoice
{
    public const string Default = "default";

    /// <summary>Finds the device, or says why not and what there is.</summary>
    /// <param name="choice">As the user wrote it; nothing is <c>default</c>.</param>
    /// <param name="isInput">A microphone, else a loudspeaker.</param>
    /// <param name="devices">All devices, of both kinds.</param>
    /// <param name="defaultIndex">The system's; -1 where it has none.</param>
    /// <exception cref="AudioDeviceException">None, or more than one.</exception>
    public static PortAudioDevice Find(string choice, bool isInput, IReadOnlyList<PortAudioDevice> devices, int defaultIndex)
    {
        var kind = isInput ? "microphone" : "loudspeaker";
        var usable = devices.Where(device => device.Channels(isInput) > 0).ToList();
        if (usable.Count == 0)
        {
            throw new AudioDeviceException($"there is no {kind} on this machine: plug one in, or start the sound server");
        }

        if (choice.Length == 0 || choice.Equals(Default, StringComparison.OrdinalIgnoreCase))
        {
            return usable.Find(device => device.Index == defaultIndex) ?? usable[0];
        }

        if (int.TryParse(choice, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
        {
            return usable.Find(device => device.Index == index)
                ?? throw new AudioDeviceException($"there is no {kind} {index}; there {List(usable)}");
        }

        var named = usable.FindAll(device => device.Name.Equals(choice, StringComparison.OrdinalIgnoreCase));
        if (named.Count == 0)
        {
            named = usable.FindAll(device => device.Name.Contains(choice, StringComparison.OrdinalIgnoreCase));
        }

        // The same device may be there once for each sound system; the first one is the usual one's.
        return named.Count == 0
            ? throw new AudioDeviceException($"no {kind} has \"{choice}\" in its name; there {List(usable)}")
            : named.TrueForAll(device => device.Name == named[0].Name)
                ? named[0]
                : throw new AudioDeviceException($"\"{choice}\" is not one {kind} but {named.Count}: write more of the name, or the number; there {List(named)}");
    }

    private static string List(List<PortAudioDevice> devices) =>
        (devices.Count == 1 ? "is " : "are ") + string.Join(", ", devices.Select(static device => $"{device.Index} \"{device.Name}\""));
}
