using System.Text.Json;
using Cortex.Engines.Tools;

namespace Cortex.App.Configuration;

/// <summary>The keys of MCP servers, which have a name of their user's choice in them: <c>mcp.servers.NAME.command</c>.</summary>
internal static class McpKeys
{
    public const string Prefix = "mcp.servers.";

    private const int MostServers = 32;

    /// <summary>These keys as people read them.</summary>
    public static readonly IReadOnlyList<string> Names = [.. new[] { "command", "args", "env.VARIABLE", "url", "headers.HEADER" }.Select(static field => $"{Prefix}NAME.{field}")];

    /// <summary>The key of this name; null: it is none of these.</summary>
    public static SettingKey? Find(string name)
    {
        if (!name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var parts = name[Prefix.Length..].Split('.', 3);
        var server = parts[0];
        if (server.Length is 0 or > 32 || !server.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-'))
        {
            return null;
        }

        return (parts.Length, parts.ElementAtOrDefault(1)?.ToLowerInvariant()) switch
        {
            (2, "command") => Key("a program", (one, value) => value.Trim().Length > 0 ? one with { Command = value.Trim() } : null),
            (2, "args") => Key("a list of texts", (one, value) => ToArguments(value) is { } arguments ? one with { Arguments = arguments } : null),
            (2, "url") => Key("an http or https address", (one, value) => Uri.TryCreate(value, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? one with { Url = url } : null),
            (3, "env") when IsName(parts[2]) => Key("a text", (one, value) => one with { Environment = With(one.Environment, parts[2], value) }),
            (3, "headers") when IsName(parts[2]) => Key("a text in one line", (one, value) => value.Any(char.IsControl) ? null : one with { Headers = With(one.Headers, parts[2], value) }),
            _ => null,
        };

        SettingKey Key(string allowed, Func<McpServerOptions, string, McpServerOptions?> apply) => new(name, allowed, (settings, value) => Change(settings, server, one => apply(one, value)));
    }

    private static CortexSettings? Change(CortexSettings settings, string name, Func<McpServerOptions, McpServerOptions?> change)
    {
        var servers = settings.Tools.Servers.ToList();
        var at = servers.FindIndex(server => server.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (change(at < 0 ? new McpServerOptions { Name = name } : servers[at]) is not { } changed || (at < 0 && servers.Count >= MostServers))
        {
            return null;
        }

        if (at < 0)
        {
            servers.Add(changed);
        }
        else
        {
            servers[at] = changed;
        }

        return settings with { Tools = settings.Tools with { Servers = servers } };
    }

    // A list in JSON; from the environment also plain words.
    private static string[]? ToArguments(string value)
    {
        if (!value.TrimStart().StartsWith('['))
        {
            return value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        }

        try
        {
            using var list = JsonDocument.Parse(value);
            JsonElement[] items = [.. list.RootElement.EnumerateArray()];
            return Array.TrueForAll(items, static item => item.ValueKind is JsonValueKind.String) ? [.. items.Select(static item => item.GetString()!)] : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsName(string name) => name.Length is > 0 and <= 128 && name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');

    private static Dictionary<string, string> With(IReadOnlyDictionary<string, string> all, string name, string value) =>
        new(all, StringComparer.Ordinal) { [name] = value };
}
