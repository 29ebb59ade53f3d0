using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Cortex.Engines.Tools;

/// <summary>The way to a server: its standard input and output, or HTTP.</summary>
internal static class McpTransports
{
    /// <summary>Who we are.</summary>
    public static McpClientOptions Options => new() { ClientInfo = new Implementation { Name = "cortex", Version = "0.1.0" } };

    /// <summary>Makes it; nothing runs yet.</summary>
    /// <param name="options">Which server.</param>
    /// <param name="say">Told each line the program writes on standard error.</param>
    public static IClientTransport Create(McpServerOptions options, Action<string> say) => options.Command is { } command
        ? new StdioClientTransport(new StdioClientTransportOptions
        {
            Name = options.Name,
            Command = command,
            Arguments = [.. options.Arguments],
            // Our own key is in our environment, and no server's business.
            InheritEnvironmentVariables = false,
            EnvironmentVariables = Variables(options),
            ShutdownTimeout = TimeSpan.FromSeconds(1),
            StandardErrorLines = say,
        })
        : new HttpClientTransport(new HttpClientTransportOptions
        {
            Name = options.Name,
            Endpoint = options.Url!,
            AdditionalHeaders = options.Headers.ToDictionary(),
            ConnectionTimeout = options.StartLimit,
        });

    private static Dictionary<string, string?> Variables(McpServerOptions options)
    {
        var variables = new Dictionary<string, string?>(StdioClientTransportOptions.GetDefaultEnvironmentVariables(), StringComparer.Ordinal);
        foreach (var (name, value) in options.Environment)
        {
            variables[name] = value;
        }

        return variables;
    }
}
