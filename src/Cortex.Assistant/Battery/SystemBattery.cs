using System.Globalization;

namespace Cortex.Assistant.Battery;

/// <summary>The battery as Linux tells it, below <c>/sys/class/power_supply</c>; of several the fullest share of all.</summary>
/// <param name="folder">Where the supplies are.</param>
public sealed class SystemBattery(string folder = SystemBattery.UsualFolder) : IBattery
{
    /// <summary>Where Linux has them.</summary>
    public const string UsualFolder = "/sys/class/power_supply";

    /// <inheritdoc />
    public BatteryState? Read()
    {
        try
        {
            var (sum, count, charging) = (0, 0, false);
            foreach (var supply in Directory.Exists(folder) ? Directory.GetDirectories(folder).Order(StringComparer.Ordinal) : Enumerable.Empty<string>())
            {
                // A mouse's battery is not this device's.
                if (Text(supply, "type") is not "Battery" || Text(supply, "scope") is "Device" || Percent(supply) is not { } percent)
                {
                    continue;
                }

                (sum, count) = (sum + percent, count + 1);
                charging |= Text(supply, "status") is "Charging" or "Full";
            }

            return count is 0 ? null : new BatteryState((int)Math.Round(sum / (double)count), charging);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static int? Percent(string supply) =>
        Number(supply, "capacity") is { } capacity ? (int)Math.Clamp(capacity, 0, 100)
        : (Number(supply, "energy_now") ?? Number(supply, "charge_now")) is { } now && (Number(supply, "energy_full") ?? Number(supply, "charge_full")) is > 0 and { } full
            ? (int)Math.Clamp(Math.Round(100.0 * now / full), 0, 100)
            : null;

    private static long? Number(string supply, string file) =>
        long.TryParse(Text(supply, file), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string? Text(string supply, string file)
    {
        var path = Path.Combine(supply, file);
        try
        {
            return File.Exists(path) ? File.ReadAllText(path).Trim() : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            // A driver may refuse a single value.
            return null;
        }
    }
}
