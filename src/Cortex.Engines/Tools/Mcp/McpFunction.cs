using System.Text.Json;
using Microsoft.Extensions.AI;
using ModelContextProtocol.Protocol;

namespace Cortex.Engines.Tools;

/// <summary>A tool of an MCP server as a function that outlives the server's restarts.</summary>
internal sealed class McpFunction(McpServer server, Tool tool) : AIFunction
{
    public override string Name => tool.Name;

    public override string Description => tool.Description ?? tool.Title ?? "";

    public override JsonElement JsonSchema => tool.InputSchema;

    protected override async ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        var plain = new Dictionary<string, JsonElement>(arguments.Count, StringComparer.Ordinal);
        foreach (var (name, value) in arguments)
        {
            plain[name] = value is JsonElement element ? element : throw new ToolFailedException($"{name} is no JSON value");
        }

        return await server.CallAsync(tool.Name, plain, cancellationToken).ConfigureAwait(false);
    }
}
