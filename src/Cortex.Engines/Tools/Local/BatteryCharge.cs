namespace Cortex.Engines.Tools;

/// <summary>How full the battery is.</summary>
/// <param name="Percent">0 to 100.</param>
/// <param name="IsCharging">It is being charged, or full on the mains.</param>
public readonly record struct BatteryCharge(int Percent, bool IsCharging);
