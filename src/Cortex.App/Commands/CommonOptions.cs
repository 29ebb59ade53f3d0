using System.CommandLine;
using Cortex.App.Configuration;

namespace Cortex.App.Commands;

/// <summary>The options every verb has: where the configuration is, and how much is logged.</summary>
internal sealed class CommonOptions
{
    private readonly List<(Option<string> Option, string Key)> _settings = [];

    public CommonOptions(Command command)
    {
        Config = new Option<string?>("--config") { Description = "Configuration file (default: cortex.json in this folder)", HelpName = "FILE" };
        Config.NotEmpty("a path");
        command.Add(Config);
        AddSetting(command, "--log-level", "log.level", "LEVEL", "What is logged on standard error: none, critical, error, warning, information, debug, trace");
    }

    public Option<string?> Config { get; }

    /// <summary>Adds an option that overrides a key of the configuration.</summary>
    public Option<string> AddSetting(Command command, string name, string key, string helpName, string description)
    {
        var option = new Option<string>(name) { Description = description, HelpName = helpName };
        command.Add(option);
        _settings.Add((option, key));
        return option;
    }

    /// <summary>Reads the settings; all faults at once.</summary>
    /// <exception cref="CommandFailure">A setting is wrong.</exception>
    public CortexSettings Read(ParseResult parsed)
    {
        var faults = new List<SettingFault>();
        var settings = Read(parsed, faults);
        return faults.Count == 0
            ? settings
            : throw new CommandFailure(ExitCode.Usage, "the configuration is wrong:" + string.Concat(faults.Select(static fault => "\n  " + fault)));
    }

    /// <summary>Reads the settings; what is wrong is left at its usual value and told.</summary>
    public CortexSettings Read(ParseResult parsed, List<SettingFault> faults)
    {
        var commandLine = _settings
            .Where(entry => parsed.GetResult(entry.Option) is not null)
            .Select(entry => (entry.Option.Name, entry.Key, parsed.GetValue(entry.Option) ?? ""));
        return SettingsReader.Read(parsed.GetValue(Config), Environment.GetEnvironmentVariables(), commandLine, faults);
    }
}
