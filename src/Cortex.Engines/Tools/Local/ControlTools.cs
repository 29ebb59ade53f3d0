using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Cortex.Engines.Tools;

/// <summary>Repeat, volume and verbosity, for a wearer who asks in words that are no command.</summary>
public static class ControlTools
{
    /// <summary>Plays the last answer again.</summary>
    public const string RepeatName = "repeat_last_answer";

    /// <summary>Sets how loud answers are.</summary>
    public const string VolumeName = "set_volume";

    /// <summary>Sets how much is said.</summary>
    public const string VerbosityName = "set_verbosity";

    /// <summary>Makes them.</summary>
    /// <param name="controls">What they turn.</param>
    public static IReadOnlyList<AIFunction> Create(IWearerControls controls) =>
    [
        new LocalTool(
            RepeatName,
            "Plays your last answer to the wearer again, from this device. Say nothing yourself when it is done.",
            null,
            (_, _) => controls.Repeat() ? new(Status("it is played again now; say nothing")) : throw new ToolFailedException("there is no answer to repeat; say it again in words")),
        new LocalTool(
            VolumeName,
            "How loud answers are. Give a level in percent, or a step; with neither it only tells the level.",
            """{"type":"object","properties":{"percent":{"type":"number","description":"0 to 200; 100 is as they come"},"step":{"type":"string","enum":["louder","softer"]}}}""",
            (arguments, _) => new(SetVolume(controls, arguments))),
        new LocalTool(
            VerbosityName,
            $"How much you say from the next turn on: {string.Join(", ", controls.Verbosities)}, from the fewest words to the most. With none it only tells which holds.",
            $$$"""{"type":"object","properties":{"level":{"type":"string","enum":[{{{Quoted(controls.Verbosities)}}}]} } }""",
            (arguments, _) => new(SetVerbosity(controls, arguments))),
    ];

    private static JsonElement SetVolume(IWearerControls controls, ToolArguments arguments)
    {
        var done = (arguments.Number("percent"), arguments.Text("step", 20)) switch
        {
            ({ } percent, _) when percent is not (>= 0 and <= 200) => throw new ToolFailedException("percent is a number from 0 to 200"),
            ({ } percent, _) => controls.SetVolume(percent / 100),
            (_, "louder") => controls.StepVolume(louder: true),
            (_, "softer" or "quieter") => controls.StepVolume(louder: false),
            (_, null) => true,
            _ => throw new ToolFailedException("step is louder or softer"),
        };
        if (!done)
        {
            throw new ToolFailedException("the volume cannot be set from here; ask the wearer to use the device's own keys");
        }

        return ToolResult.Json(writer =>
        {
            writer.WriteStartObject();
            if (controls.Volume is { } volume)
            {
                writer.WriteNumber("percent", Math.Round(volume * 100));
            }
            else
            {
                writer.WriteString("status", "done");
            }

            writer.WriteEndObject();
        });
    }

    private static JsonElement SetVerbosity(IWearerControls controls, ToolArguments arguments)
    {
        if (arguments.Text("level", 20) is { } level)
        {
            var name = controls.Verbosities.FirstOrDefault(one => one.Equals(level, StringComparison.OrdinalIgnoreCase))
                ?? throw new ToolFailedException("level is one of " + string.Join(", ", controls.Verbosities));
            controls.SetVerbosity(name);
        }

        return ToolResult.Json(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("level", controls.Verbosity);
            writer.WriteEndObject();
        });
    }

    private static string Quoted(IReadOnlyList<string> names) => string.Join(',', names.Select(static name => $"\"{name}\""));

    private static JsonElement Status(string words) => ToolResult.Json(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("status", words);
        writer.WriteEndObject();
    });
}
