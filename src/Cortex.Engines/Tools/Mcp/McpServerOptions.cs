namespace Cortex.Engines.Tools;

/// <summary>One MCP server, as the settings name it. Its text form shows no secret.</summary>
public sealed record McpServerOptions
{
    private static readonly TimeSpan[] UsualBackoff =
        [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5)];

    /// <summary>Its name: letters, digits, <c>_</c> and <c>-</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The program to run, spoken to over its standard input and output; null for a server that is reached over HTTP.</summary>
    public string? Command { get; init; }

    /// <summary>The program's arguments.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Variables of the program's environment, beside a few harmless ones such as <c>PATH</c> and <c>HOME</c>. Secret.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>The server's address; null for a program.</summary>
    public Uri? Url { get; init; }

    /// <summary>Headers of every request. Secret.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>To start, to greet and to list its tools a server has so long.</summary>
    /// <value>60 seconds: a first start may fetch packages.</value>
    public TimeSpan StartLimit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>After how long a server that went away is started again, the last one repeatedly.</summary>
    /// <value>1, 2, 5, 15, 60, 300 seconds.</value>
    public IReadOnlyList<TimeSpan> Backoff { get; init; } = UsualBackoff;

    /// <summary>What must not be shown, whoever says it.</summary>
    internal SecretMask Secrets => new([.. Environment.Values, .. Headers.Values, .. Url is { Query.Length: > 1 } url ? [url.Query[1..]] : Array.Empty<string>(), .. Url is { UserInfo.Length: > 0 } ? [Url.UserInfo] : Array.Empty<string>()]);

    /// <inheritdoc />
    public override string ToString() => $"{Name}: {(Command is null ? "http" : "program")}";
}
