using Cortex.App.Commands;
using Cortex.App.Configuration;
using Cortex.Assistant.Battery;
using Cortex.Assistant.Commands;
using Cortex.Assistant.Engine;
using Cortex.Assistant.Routing;
using Cortex.Engines.Written;
using Cortex.Media.Detection;

namespace Cortex.App.Talk;

/// <summary>What the assistant listens for and answers itself, as the settings ask for it.</summary>
internal static class AssistantChoice
{
    private const int MostBytes = 1024 * 1024;

    /// <summary>For a talk: orders are obeyed; what is asked goes to the engine that was named.</summary>
    /// <exception cref="CommandFailure">A file is wrong: all faults at once.</exception>
    public static AssistantOptions For(CortexSettings settings) => Read(settings, withRouter: false);

    /// <summary>For hands-free use: questions are routed, and what this device can answer it answers.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="watch">What recognises things, or null.</param>
    /// <param name="battery">This device's battery.</param>
    /// <param name="pairing">Makes a pairing code, and the sentence that says it.</param>
    /// <exception cref="CommandFailure">A file is wrong: all faults at once.</exception>
    public static AssistantOptions ForHandsFree(CortexSettings settings, SceneWatch? watch, IBattery battery, Func<string?> pairing) => Read(settings, withRouter: true) with
    {
        Look = watch is null ? null : watch.LookAsync,
        Newest = watch is null ? null : () => watch.Newest,
        Battery = battery,
        Pairing = pairing,
        SilencedCues = settings.Cues.Sound.Silenced,
        ConnectsOnUse = settings.ConnectsOnUse,
    };

    private static AssistantOptions Read(CortexSettings settings, bool withRouter)
    {
        var faults = new List<string>();
        var commands = Read(settings.CommandsFile, "commands.file", faults, bytes => (CommandFile.Read(bytes, settings.Language, out var wrong), wrong));
        var routes = Read(settings.RouterFile, "router.file", faults, static bytes => (RouteFile.Read(bytes, out var wrong), wrong));
        return faults.Count == 0
            ? new AssistantOptions
            {
                Verbosity = settings.Verbosity,
                Language = settings.Language,
                Commands = commands ?? CommandTable.English,
                Router = withRouter ? routes ?? RouteTable.English : null,
            }
            : throw new CommandFailure(ExitCode.Usage, "the configuration is wrong:" + string.Concat(faults.Select(static fault => "\n  " + fault)));
    }

    private static T? Read<T>(string? path, string key, List<string> faults, Func<ReadOnlyMemory<byte>, (T? Read, IReadOnlyList<string> Faults)> read)
        where T : class
    {
        if (path is null)
        {
            return null;
        }

        try
        {
            var (found, wrong) = read(SmallFile.Read(path, MostBytes));
            faults.AddRange(wrong.Select(fault => $"{key}: {path}: {fault}"));
            return found;
        }
        catch (FileNotFoundException)
        {
            faults.Add($"{key}: there is no file {path}");
            return null;
        }
        catch (IOException unreadable)
        {
            faults.Add($"{key}: {path} cannot be read: {unreadable.Message}");
            return null;
        }
    }
}
