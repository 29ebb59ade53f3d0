using Cortex.Media.Devices;

namespace Cortex.Media.Tests.Devices;

public sealed class DeviceChoiceTests
{
    private readonly List<PortAudioDevice> _devices =
    [
        Device(0, "HDA Intel PCH: ALC257", 2, 2), Device(1, "USB Headset: Audio", 1, 2), Device(2, "USB Camera: Audio", 1, 0), Device(3, "default", 32, 32),
    ];

    [Theory]
    [InlineData("default", 3), InlineData("", 3), InlineData("DEFAULT", 3)]
    [InlineData("headset", 1), InlineData("uSB cAM", 2), InlineData("2", 2), InlineData("0", 0)]
    public void A_device_is_chosen_by_default_number_or_a_part_of_its_name(string choice, int expected) =>
        Assert.Equal(expected, DeviceChoice.Find(choice, isInput: true, _devices, 3).Index);

    [Fact]
    public void A_whole_name_wins_over_a_part_of_another()
    {
        _devices.Add(Device(4, "headset", 1, 1));
        Assert.Equal(4, DeviceChoice.Find("Headset", isInput: true, _devices, 3).Index);
    }

    [Fact]
    public void A_device_that_is_there_once_for_each_sound_system_is_one()
    {
        _devices.Add(Device(4, "USB Headset: Audio", 1, 1));
        Assert.Equal(1, DeviceChoice.Find("headset", isInput: true, _devices, 3).Index);
    }

    [Theory]
    [InlineData("usb", "\"usb\" is not one microphone but 2: write more of the name, or the number; there are 1 \"USB Headset: Audio\", 2 \"USB Camera: Audio\"")]
    [InlineData("9", "there is no microphone 9; there are 0 \"HDA Intel PCH: ALC257\", 1 \"USB Headset: Audio\", 2 \"USB Camera: Audio\", 3 \"default\"")]
    [InlineData("violin", "no microphone has \"violin\" in its name; there are 0 \"HDA Intel PCH: ALC257\", 1 \"USB Headset: Audio\", 2 \"USB Camera: Audio\", 3 \"default\"")]
    public void What_cannot_be_chosen_is_told_with_what_there_is(string choice, string message) =>
        Assert.Equal(message, Assert.Throws<AudioDeviceException>(() => DeviceChoice.Find(choice, isInput: true, _devices, 3)).Message);

    [Fact]
    public void A_microphone_is_no_loudspeaker()
    {
        Assert.Contains("no loudspeaker 2", Assert.Throws<AudioDeviceException>(() => DeviceChoice.Find("2", isInput: false, _devices, 3)).Message, StringComparison.Ordinal);
        Assert.Contains("no loudspeaker on this machine", Assert.Throws<AudioDeviceException>(() => DeviceChoice.Find("default", isInput: false, [_devices[2]], 3)).Message, StringComparison.Ordinal);
    }

    private static PortAudioDevice Device(int index, string name, int inputs, int outputs) => new(index, name, "ALSA", inputs, outputs, 44100, 0.01, 0.01);
}
