using Cortex.Assistant.Battery;
using Microsoft.Extensions.Time.Testing;

namespace Cortex.Assistant.Tests.Battery;

public sealed class BatteryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("battery-").FullName;

    [Fact]
    public void The_systems_battery_is_read_and_a_mouse_is_none()
    {
        Assert.Null(new SystemBattery(_folder).Read());
        Assert.Null(new SystemBattery(Path.Combine(_folder, "missing")).Read());
        Supply("AC", ("type", "Mains"), ("online", "1"));
        Supply("hid-mouse", ("type", "Battery"), ("scope", "Device"), ("capacity", "5"));
        Assert.Null(new SystemBattery(_folder).Read());

        Supply("BAT0", ("type", "Battery"), ("capacity", "41\n"), ("status", "Discharging"));
        Assert.Equal(new BatteryState(41, false), new SystemBattery(_folder).Read());
        Supply("BAT1", ("type", "Battery"), ("energy_now", "59000"), ("energy_full", "100000"), ("status", "Charging"));
        Assert.Equal(new BatteryState(50, true), new SystemBattery(_folder).Read());
        Supply("BAT2", ("type", "Battery"), ("capacity", "nonsense"));
        Assert.Equal(50, new SystemBattery(_folder).Read()!.Value.Percent);
    }

    [Fact]
    public void Each_step_is_told_once_and_anew_after_charging()
    {
        var clock = new FakeTimeProvider();
        var battery = new SetBattery { State = new BatteryState(50, false) };
        var told = new List<(int, bool)>();
        using var watch = new BatteryWatch(battery, (state, saves) => told.Add((state.Percent, saves)), clock);
        void At(int percent, bool charging = false)
        {
            battery.State = new BatteryState(percent, charging);
            clock.Advance(TimeSpan.FromSeconds(30));
        }

        clock.Advance(TimeSpan.FromMilliseconds(1));
        foreach (var percent in new[] { 21, 20, 20, 21, 19, 22, 20, 10, 11, 9, 5, 6, 4, 1 })
            At(percent);
        Assert.Equal([(20, false), (10, true), (5, true)], told);

        At(24, charging: true);
        At(20);
        Assert.Equal(3, told.Count);
        At(80, charging: true);
        At(19);
        Assert.Equal((19, false), told[^1]);
        Assert.Equal(4, told.Count);
        At(3, charging: true);
        Assert.Equal(4, told.Count);
        battery.State = null;
        clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(4, told.Count);
    }

    [Fact]
    public void A_start_at_the_end_is_told_once()
    {
        var clock = new FakeTimeProvider();
        var told = new List<int>();
        using var watch = new BatteryWatch(new SetBattery { State = new BatteryState(4, false) }, (state, _) => told.Add(state.Percent), clock);
        clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal([4], told);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Supply(string name, params (string File, string Text)[] files)
    {
        var supply = Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;
        foreach (var (file, text) in files)
            File.WriteAllText(Path.Combine(supply, file), text);
    }

    private sealed class SetBattery : IBattery
    {
        public BatteryState? State { get; set; }

        public BatteryState? Read() => State;
    }
}
