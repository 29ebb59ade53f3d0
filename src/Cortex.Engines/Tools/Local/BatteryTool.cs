using Microsoft.Extensions.AI;

namespace Cortex.Engines.Tools;

/// <summary>How full this device's battery is.</summary>
public static class BatteryTool
{
    /// <summary>The tool's name.</summary>
    public const string Name = "battery";

    /// <summary>Makes it.</summary>
    /// <param name="read">The battery now; null: there is none, or it cannot be read.</param>
    public static AIFunction Create(Func<BatteryCharge?> read) => new LocalTool(
        Name,
        "How full this device's battery is, in percent, and whether it is being charged.",
        null,
        (_, _) => read() is { } charge
            ? new(ToolResult.Json(writer =>
            {
                writer.WriteStartObject();
                writer.WriteNumber("percent", charge.Percent);
                writer.WriteBoolean("charging", charge.IsCharging);
                writer.WriteEndObject();
            }))
            : throw new ToolFailedException("this device has no battery, or none that can be read"));
}
