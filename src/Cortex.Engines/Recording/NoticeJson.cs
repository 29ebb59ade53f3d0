using System.Text.Json;
using Cortex.Live;

namespace Cortex.Engines.Recording;

/// <summary>Notices as JSON: <c>{"kind": "lost", …}</c>.</summary>
internal static class NoticeJson
{
    public static void Write(Utf8JsonWriter output, Notice notice)
    {
        output.WriteStartObject();
        switch (notice)
        {
            case Closed closed:
                output.WriteString("kind", "closed");
                output.WriteString("side", closed.Reason.Side.ToString());
                output.WriteNumber("code", closed.Reason.Code);
                output.WriteString("text", closed.Reason.Text);
                output.WriteString("class", closed.Reason.Class.ToString());
                break;
            case Lost lost:
                output.WriteString("kind", "lost");
                output.WriteString("what", lost.What.ToString());
                output.WriteNumber("durationMs", lost.Duration.TotalMilliseconds);
                output.WriteNumber("count", lost.Count);
                output.WriteString("why", lost.Why);
                break;
            case Replayed replayed:
                output.WriteString("kind", "replayed");
                output.WriteString("what", replayed.What.ToString());
                output.WriteNumber("durationMs", replayed.Duration.TotalMilliseconds);
                break;
            case RungChanged rung:
                output.WriteString("kind", "rungChanged");
                output.WriteString("from", rung.From);
                output.WriteString("to", rung.To);
                output.WriteString("why", rung.Why);
                break;
            case StateChanged state:
                output.WriteString("kind", "stateChanged");
                output.WriteString("from", state.From.ToString());
                output.WriteString("to", state.To.ToString());
                output.WriteString("why", state.Why);
                break;
            case Silent silent:
                output.WriteString("kind", "silent");
                output.WriteNumber("sinceMs", silent.Since.TotalMilliseconds);
                output.WriteString("step", silent.Step.ToString());
                break;
            case Spent spent:
                output.WriteString("kind", "spent");
                output.WriteNumber("share", spent.Share);
                output.WriteNumber("cost", spent.Cost);
                output.WriteNumber("cap", spent.Cap);
                output.WriteString("period", spent.Period);
                if (spent.IsSudden)
                {
                    output.WriteBoolean("sudden", true);
                }

                break;
            case Ordered ordered:
                output.WriteString("kind", "ordered");
                output.WriteString("command", ordered.Command);
                output.WriteString("source", ordered.Source);
                break;
            case Routed routed:
                output.WriteString("kind", "routed");
                output.WriteString("text", routed.Text);
                output.WriteNumber("layer", routed.Layer);
                output.WriteString("reason", routed.Reason);
                break;
            case ToolUsed tool:
                output.WriteString("kind", "toolUsed");
                output.WriteString("id", tool.Id);
                output.WriteString("name", tool.Name);
                output.WriteString("use", tool.Use.ToString());
                break;
            case Warned warned:
                output.WriteString("kind", "warned");
                output.WriteString("text", warned.Text);
                break;
            default:
                output.WriteString("kind", notice.GetType().Name);
                break;
        }

        output.WriteEndObject();
    }

    /// <summary>Reads a notice; null for a kind this version does not know.</summary>
    /// <exception cref="FormatException">A field is missing or has a value it cannot have.</exception>
    public static Notice? Read(JsonElement json) => Text(json, "kind") switch
    {
        "closed" => new Closed(new CloseReason(
            Value<CloseSide>(json, "side"), (int)Number(json, "code"), Text(json, "text"), Value<CloseClass>(json, "class"))),
        "lost" => new Lost(
            Value<LostKind>(json, "what"), TimeSpan.FromMilliseconds(Number(json, "durationMs")), (int)Number(json, "count"), Text(json, "why")),
        "replayed" => new Replayed(Value<LostKind>(json, "what"), TimeSpan.FromMilliseconds(Number(json, "durationMs"))),
        "ordered" => new Ordered(Text(json, "command"), Text(json, "source")),
        "routed" => new Routed(Text(json, "text"), (int)Number(json, "layer"), Text(json, "reason")),
        "rungChanged" => new RungChanged(Text(json, "from"), Text(json, "to"), Text(json, "why")),
        "silent" => new Silent(TimeSpan.FromMilliseconds(Number(json, "sinceMs")), Value<SilenceStep>(json, "step")),
        "spent" => new Spent(Number(json, "share"), (decimal)Number(json, "cost"), (decimal)Number(json, "cap"), Text(json, "period"))
        {
            IsSudden = json.TryGetProperty("sudden", out var sudden) && sudden.ValueKind is JsonValueKind.True,
        },
        "stateChanged" => new StateChanged(
            Value<ConversationState>(json, "from"), Value<ConversationState>(json, "to"), Text(json, "why")),
        "toolUsed" => new ToolUsed(Text(json, "id"), Text(json, "name"), Value<ToolUse>(json, "use")),
        "warned" => new Warned(Text(json, "text")),
        _ => null,
    };

    private static string Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String
            ? value.GetString()!
            : throw new FormatException($"a notice needs the text \"{name}\"");

    private static double Number(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Number
            ? value.GetDouble()
            : throw new FormatException($"a notice needs the number \"{name}\"");

    private static T Value<T>(JsonElement json, string name)
        where T : struct, Enum =>
        Enum.TryParse<T>(Text(json, name), out var value)
            ? value
            : throw new FormatException($"\"{name}\" cannot be {Text(json, name)}; it is one of {string.Join(", ", Enum.GetNames<T>())}");
}
