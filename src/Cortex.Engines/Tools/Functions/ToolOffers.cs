using Cortex.Live.Protocol;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace Cortex.Engines.Tools;

/// <summary>
/// Which tools there are now, under which names. A name that was once given to a tool stays its own: a conversation may call it long
/// after its server went and came back. Thread-safe.
/// </summary>
internal sealed class ToolOffers
{
    private readonly IReadOnlyList<AIFunction> _own;
    private readonly IReadOnlyList<IToolServer> _servers;
    private readonly ToolsetOptions _options;
    private readonly ILogger _logger;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, OfferedTool> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Server, string Tool), string> _names = [];
    private readonly HashSet<string> _said = new(StringComparer.Ordinal);

    public ToolOffers(IReadOnlyList<AIFunction> own, IReadOnlyList<IToolServer> servers, ToolsetOptions options, ILogger logger)
    {
        (_own, _servers, _options, _logger) = (own, servers, options, logger);
        foreach (var function in own)
        {
            _known.Add(function.Name, new OfferedTool(function.Name, function, options.Permissions.RuleOf(null, function.Name, true) is ToolRule.Asks));
        }
    }

    /// <summary>Some server has not said yet what it offers.</summary>
    public bool IsIncomplete => _servers.Any(static server => server is { Tools.Count: 0, Absence: not null });

    /// <summary>Those that are declared now: this device's own first, then the servers' in their order, as far as there is room.</summary>
    public IReadOnlyList<FunctionDeclaration> Declared()
    {
        var declared = new List<FunctionDeclaration>();
        var room = _options.MostDeclared;
        foreach (var tool in All())
        {
            var declaration = tool.Declaration;
            var size = declaration.Name.Length + (declaration.Description?.Length ?? 0) + (declaration.ParametersJsonSchema?.GetRawText().Length ?? 0);
            if (declared.Count >= _options.MostTools || size > room)
            {
                SayOnce(tool.Name, "there are too many tools");
                continue;
            }

            room -= size;
            declared.Add(declaration);
        }

        return declared;
    }

    /// <summary>The tool of a name; null: there never was one.</summary>
    public OfferedTool? Find(string name)
    {
        lock (_gate)
        {
            if (_known.TryGetValue(name, out var tool))
            {
                return tool;
            }
        }

        // Its server may have come since.
        return All().FirstOrDefault(one => one.Name == name);
    }

    /// <summary>All of them now.</summary>
    public IReadOnlyList<OfferedTool> All()
    {
        lock (_gate)
        {
            List<OfferedTool> all = [.. _own.Select(function => _known[function.Name])];
            foreach (var server in _servers)
            {
                foreach (var tool in server.Tools)
                {
                    if (Offer(server.Name, tool) is { } offered)
                    {
                        all.Add(offered);
                    }
                }
            }

            return all;
        }
    }

    private OfferedTool? Offer(string server, ServedTool tool)
    {
        var rule = _options.Permissions.RuleOf(server, tool.Name, tool.IsReadOnly);
        if (rule is ToolRule.Refused)
        {
            SayOnce($"{server}.{tool.Name}", "it may change something: allow it with tools.allow, or have the wearer asked with tools.confirm");
            return null;
        }

        if (SchemaCheck.Fault(tool.Function.JsonSchema) is { } fault)
        {
            SayOnce($"{server}.{tool.Name}", "its schema cannot be declared, " + fault);
            return null;
        }

        if (!_names.TryGetValue((server, tool.Name), out var name))
        {
            if (Free(server, tool.Name) is not { } free)
            {
                SayOnce($"{server}.{tool.Name}", "another tool has its name");
                return null;
            }

            _names.Add((server, tool.Name), name = free);
        }

        return _known[name] = new OfferedTool(name, tool.Function, rule is ToolRule.Asks);
    }

    // The plain name where it is free, else with the server's before it.
    private string? Free(string server, string tool)
    {
        string[] wanted = [ToolText.Name(tool), ToolText.Name($"{server}_{tool}")];
        return Array.Find(wanted, name => !_known.ContainsKey(name) && !_options.Reserved.Contains(name) && !LateTools.Names.Contains(name));
    }

    private void SayOnce(string tool, string why)
    {
        lock (_gate)
        {
            if (_said.Count < 1000 && _said.Add(tool))
            {
                Log.LeftOut(_logger, ToolText.Clean(tool, 100), why);
            }
        }
    }
}
