namespace Cortex.Assistant.Battery;

/// <summary>Knows how full this device's battery is. Any thread.</summary>
public interface IBattery
{
    /// <summary>How full it is now; null: there is none, or nobody can tell.</summary>
    BatteryState? Read();
}
