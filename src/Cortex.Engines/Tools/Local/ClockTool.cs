using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Cortex.Engines.Tools;

/// <summary>Time and date where the wearer is.</summary>
public static class ClockTool
{
    /// <summary>The tool's name.</summary>
    public const string Name = "time_and_date";

    /// <summary>Makes it.</summary>
    /// <param name="language">BCP-47: what the wearer speaks.</param>
    /// <param name="time">The clock, with the wearer's zone.</param>
    public static AIFunction Create(string language, TimeProvider time) => new LocalTool(
        Name,
        "The time, the date and the time zone where the wearer is now. Say only what was asked for, in the wearer's language, the way people say it.",
        null,
        (_, _) => new(Write(language, time)));

    private static JsonElement Write(string language, TimeProvider time)
    {
        var now = time.GetLocalNow();
        var zone = time.LocalTimeZone;
        return ToolResult.Json(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("time", now.ToString("HH:mm", CultureInfo.InvariantCulture));
            writer.WriteString("date", now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            writer.WriteString("weekday", now.ToString("dddd", CultureInfo.InvariantCulture));
            writer.WriteString("zone", zone.Id);
            writer.WriteString("offset_from_utc", now.ToString("zzz", CultureInfo.InvariantCulture));
            writer.WriteString("language", language);
            writer.WriteEndObject();
        });
    }
}
