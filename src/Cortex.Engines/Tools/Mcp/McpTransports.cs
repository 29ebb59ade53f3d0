using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Cortex.Engines.Tools;

/// <summary>Makes the way to a server: its standard input and output, or HTTP.</summary>
internal static class McpTransports
{
    /// <summary>Who we are.</summary>
    public static McpClientOptions Options => new() { ClientInfo = new Implementation { Name = "cortex", Version = "0.1.0" } };

    /// <summary>Makes it; a program is started.</summary>
    /// <param name="options">Which server.</param>
    /// <param name="say">Told what a program writes on standard error, line by line.</param>
    /// <param name="time">The clock.</param>
    /// <param name="onBroken">Told, once, that the server did what is not borne.</param>
    public static McpWay Create(McpServerOptions options, Action<string> say, TimeProvider time, Action onBroken) =>
        options.Command is not null ? new McpProgram(options, say, time, onBroken) : new McpHttp(options, time, onBroken);
}
