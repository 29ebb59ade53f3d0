using System.Text.Json;

namespace Cortex.App.Reporting;

/// <summary>What an event of this device says, for people.</summary>
internal static class EventTelling
{
    /// <summary>Its words and how they are drawn; null for what is told elsewhere or not worth a line.</summary>
    public static (MarkKind Kind, string Words)? Of(JsonElement happened) => Json.Text(happened, "kind") switch
    {
        "device" => Device(happened),
        "bargeIn" when Json.Text(happened, "move") is not ("None" or "") => (MarkKind.Decision, Move(Json.Text(happened, "move"))),
        "cut" => (MarkKind.Decision, "the answer was cut"),
        "camera" => (MarkKind.Decision, Json.Flag(happened, "off") ? "the camera was switched off" : "the camera was switched on"),
        "order" when !Json.Flag(happened, "done") => (MarkKind.Trouble, $"the order {Json.Text(happened, "command")} could not be carried out"),
        "order" => (MarkKind.Decision, $"{Json.Text(happened, "command")} done, asked by {Json.Text(happened, "source")}"),
        "missed" => (MarkKind.Trouble, $"{Json.Number(happened, "count")} events of this device are missing: the recorder was too slow"),
        _ => null,
    };

    private static (MarkKind Kind, string Words) Device(JsonElement happened)
    {
        var (device, name, why) = (Json.Text(happened, "device"), Json.Text(happened, "name"), Json.Text(happened, "why"));
        var what = Json.Text(happened, "what");
        return what is "Opened" ? (MarkKind.Change, $"{device}: {name}")
            : (what is "Back" ? MarkKind.Change : MarkKind.Trouble, why.Length > 0 ? $"{device} {name}: {why}" : $"{device} {name}: {what.ToLowerInvariant()}");
    }

    private static string Move(string move) => move switch
    {
        "Duck" => "a sound during the answer: faded",
        "Pause" => "it may be a voice: silent, place kept",
        "Hold" => "it is a voice: held",
        "Resume" => "it was none: on from just before the place",
        "Release" => "it was none: loud again",
        _ => move,
    };
}
