using System.Globalization;
using System.Text.Json;

namespace Cortex.App.Reporting;

/// <summary>What a notice says, for people.</summary>
internal static class NoticeTelling
{
    /// <summary>Its words and how they are drawn; null for what is not worth a line.</summary>
    public static (MarkKind Kind, string Words)? Of(JsonElement notice) => Json.Text(notice, "kind") switch
    {
        "stateChanged" => (MarkKind.Change, $"{Json.Text(notice, "from")} → {Json.Text(notice, "to")}: {Json.Text(notice, "why")}"),
        "rungChanged" => (MarkKind.Change, $"{Json.Text(notice, "to")} answers now instead of {Json.Text(notice, "from")}: {Json.Text(notice, "why")}"),
        "lost" => (MarkKind.Trouble, $"lost: {Json.Text(notice, "what")}, {Json.Number(notice, "durationMs")} ms ({Json.Text(notice, "why")})"),
        "replayed" => (MarkKind.Change, $"sent again: {Json.Text(notice, "what")}, {Json.Number(notice, "durationMs")} ms"),
        "silent" => (MarkKind.Trouble, string.Create(CultureInfo.InvariantCulture, $"no sign of life of the model for {Json.Real(notice, "sinceMs") / 1000:0.#} s: {Step(Json.Text(notice, "step"))}")),
        "spent" => (MarkKind.Trouble, string.Create(CultureInfo.InvariantCulture, $"{Json.Real(notice, "share") * 100:0} % of what may be spent in a {Json.Text(notice, "period")} is spent")),
        "routed" => (MarkKind.Decision, $"“{Json.Text(notice, "text")}” goes to {Layer(Json.Number(notice, "layer"))}: {Json.Text(notice, "reason")}"),
        "ordered" => (MarkKind.Decision, $"order {Json.Text(notice, "command")}, by {Json.Text(notice, "source")}"),
        "toolUsed" => (MarkKind.Decision, $"tool {Json.Text(notice, "name")}: {Json.Text(notice, "use").ToLowerInvariant()}"),
        "warned" => (MarkKind.Trouble, Json.Text(notice, "text")),
        "closed" when Json.Text(notice, "class") is not "Clean" => (MarkKind.Trouble, $"closed by the {Json.Text(notice, "side").ToLowerInvariant()}: {Json.Number(notice, "code")} {Json.Text(notice, "text")}"),
        "closed" => (MarkKind.Change, "the conversation ended"),
        _ => null,
    };

    private static string Layer(long layer) => layer switch
    {
        1 => "this device",
        2 => "the model",
        3 => "a guide",
        _ => "nobody",
    };

    private static string Step(string step) => step switch
    {
        "SpokenWord" => "the wearer was told to wait",
        "Nudged" => "it was asked again",
        "Resumed" => "the connection was changed",
        "GivenUp" => "it was given up",
        _ => step,
    };
}
