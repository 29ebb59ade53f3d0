using System.Text.Json;
using Cortex.Assistant.Commands;
using Cortex.Assistant.Pump;
using Cortex.Assistant.Report;
using Cortex.Assistant.TurnTaking;

namespace Cortex.App.Recorder;

/// <summary>What a pump tells, as the events of a recording.</summary>
internal static class PumpEventJson
{
    /// <summary>The kind; null for what is no event of its own.</summary>
    public static string? KindOf(PumpEvent happened) => happened switch
    {
        PhaseChanged => "phase",
        WordsHeard => "heard",
        WordsSaid => "said",
        BargedIn => "bargeIn",
        AnswerCut => "cut",
        CameraSwitched => "camera",
        FrameSent => "frame",
        OrderDone => "order",
        ToolCalled => "toolCalled",
        ToolClosed => "toolClosed",
        TurnEnded => "turn",
        Missed => "missed",
        _ => null,
    };

    /// <summary>Writes the properties beside the kind.</summary>
    public static void Write(Utf8JsonWriter json, PumpEvent happened)
    {
        switch (happened)
        {
            case PhaseChanged change:
                json.WriteString("to", change.Phase.ToString());
                break;
            case WordsHeard heard:
                json.WriteString("text", heard.Text);
                break;
            case WordsSaid said:
                json.WriteString("text", said.Text);
                break;
            case BargedIn barge:
                json.WriteString("move", barge.Move.ToString());
                break;
            case CameraSwitched switched:
                json.WriteBoolean("off", switched.IsOff);
                break;
            case FrameSent frame:
                json.WriteNumber("bytes", frame.Bytes);
                break;
            case OrderDone order:
                json.WriteString("command", CommandNames.Of(order.Command));
                json.WriteString("source", order.Source);
                json.WriteBoolean("done", order.IsDone);
                json.WriteBoolean("told", order.IsTold);
                break;
            case ToolCalled call:
                json.WriteString("name", call.Name);
                break;
            case ToolClosed closed:
                json.WriteString("name", closed.Name);
                json.WriteBoolean("answered", closed.Answered);
                break;
            case TurnEnded ended:
                json.WriteBoolean("isOrder", ended.IsOrder);
                json.WritePropertyName("report");
                ended.Report.WriteTo(json);
                break;
            case Missed missed:
                json.WriteNumber("count", missed.Count);
                break;
        }
    }

    /// <summary>The event again; null: it is none of a pump's, or one that this version does not know.</summary>
    public static PumpEvent? Read(TimeSpan at, int turn, JsonElement json) => Text(json, "kind") switch
    {
        "phase" when Enum.TryParse<TurnPhase>(Text(json, "to"), out var phase) => new PhaseChanged(at, turn, phase),
        "heard" => new WordsHeard(at, turn, Text(json, "text")),
        "said" => new WordsSaid(at, turn, Text(json, "text")),
        "bargeIn" when Enum.TryParse<BargeInMove>(Text(json, "move"), out var move) => new BargedIn(at, turn, move),
        "cut" => new AnswerCut(at, turn),
        "camera" => new CameraSwitched(at, turn, Flag(json, "off")),
        "frame" => new FrameSent(at, turn, (int)Number(json, "bytes")),
        "order" when CommandNames.Parse(Text(json, "command")) is { } command =>
            new OrderDone(at, turn, command, Text(json, "source"), Flag(json, "done")) { IsTold = Flag(json, "told") },
        "toolCalled" => new ToolCalled(at, turn, Text(json, "name")),
        "toolClosed" => new ToolClosed(at, turn, Text(json, "name"), Flag(json, "answered")),
        "turn" when Report(json) is { } report => new TurnEnded(at, turn, report) { IsOrder = Flag(json, "isOrder") },
        "missed" => new Missed(at, turn, Number(json, "count")),
        _ => null,
    };

    /// <summary>The account of a turn in an event; null: there is none that can be read.</summary>
    public static TurnReport? Report(JsonElement json)
    {
        try
        {
            return json.TryGetProperty("report", out var report) && report.ValueKind is JsonValueKind.Object && TurnReport.Read(report) is { Timing: not null } read ? read : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString()! : "";

    private static long Number(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Number && value.TryGetInt64(out var number) ? number : 0;

    private static bool Flag(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.True;
}
