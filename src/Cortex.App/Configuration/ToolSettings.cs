using Cortex.Engines.Tools;

namespace Cortex.App.Configuration;

/// <summary>What the model may use beside its own knowledge.</summary>
internal sealed record ToolSettings
{
    /// <summary>This device's own tools: time, battery, volume, notes.</summary>
    public bool IsEnabled { get; init; } = true;

    /// <summary>What may run, and what is asked about.</summary>
    public ToolPermissions Permissions { get; init; } = new();

    /// <summary>After this a call is answered with an error.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Where notes are kept; null: nowhere, and the model takes none.</summary>
    public string? NotesFile { get; init; } = StateFolder.File("notes.json");

    /// <summary>MCP servers by name, in the order they were named.</summary>
    public IReadOnlyList<McpServerOptions> Servers { get; init; } = [];

    /// <summary>Names with commas between, or <c>none</c>; null: one of them is none.</summary>
    public static IReadOnlyList<string>? ToNames(string text)
    {
        var names = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return names is ["none"] ? []
            : names.Length > 0 && Array.TrueForAll(names, static name => name is not "none" && name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or '*' or '/')) ? names
            : null;
    }

    /// <summary>The servers that say too little or too much.</summary>
    public IEnumerable<SettingFault> Faults() =>
        from server in Servers
        let key = McpKeys.Prefix + server.Name
        from fault in new[]
        {
            server.Command is null == server.Url is null ? $"{key} needs command, for a program of this machine, or url, and not both" : null,
            server.Command is null && (server.Arguments.Count > 0 || server.Environment.Count > 0) ? $"{key} has args or env, which belong to a command" : null,
            server.Url is null && server.Headers.Count > 0 ? $"{key} has headers, which belong to a url" : null,
        }
        where fault is not null
        select new SettingFault("the tools", key, "", "") { Sentence = fault };
}
