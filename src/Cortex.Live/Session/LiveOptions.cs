using System.Net.WebSockets;
using Cortex.Live.Connection;

namespace Cortex.Live.Session;

/// <summary>Where and how a <see cref="LiveEngine"/> connects.</summary>
public sealed record LiveOptions
{
    /// <summary>A base address (http, https, ws, wss), with or without a path before the method; or the method's whole address.</summary>
    /// <value>Google's.</value>
    public Uri Endpoint { get; init; } = new("https://generativelanguage.googleapis.com");

    /// <summary>The API's version; <c>v1alpha</c> for the preview fields of the 2.5 models.</summary>
    /// <value><c>v1beta</c></value>
    public string ApiVersion { get; init; } = "v1beta";

    /// <summary>Asked at every connect.</summary>
    /// <value>The environment's key.</value>
    public ICredentialSource Credentials { get; init; } = new EnvironmentCredentials();

    /// <summary>How long a socket may take, credentials included.</summary>
    /// <value>10 s</value>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the server may take to answer the setup.</summary>
    /// <value>10 s</value>
    public TimeSpan SetupTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a close handshake may take before the connection is cut.</summary>
    /// <value>2 s</value>
    public TimeSpan CloseTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Most bytes of one message of the server.</summary>
    /// <value>16 MiB</value>
    public int MaxMessageBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>Makes the socket, for tests and for networks of one's own; null: a <see cref="ClientWebSocket"/>.</summary>
    public Func<LiveTarget, CancellationToken, ValueTask<WebSocket>>? ConnectSocket { get; init; }

    /// <summary>How a session outlives its connections.</summary>
    /// <value>The numbers of <see cref="SessionPolicy"/>.</value>
    public SessionPolicy Policy { get; init; } = new();

    /// <summary>When a session thinks that its model has failed, and what it does.</summary>
    /// <value>The numbers of <see cref="WatchPolicy"/>.</value>
    public WatchPolicy Watch { get; init; } = WatchPolicy.Default;

    /// <summary>Keeps handle and history over a restart of the process; null: nobody does.</summary>
    public ISessionStore? Store { get; init; }

    /// <summary>From 0 to 1, asked once for each wait of a recovery, by one session at a time; null: a generator of the session's own.</summary>
    public Func<double>? Jitter { get; init; }

    /// <summary>How the network is, for tests; null: this machine's looks.</summary>
    internal INetworkSigns? Signs { get; init; }

    /// <summary>All faults of these options, each one sentence; none: they are good.</summary>
    public IReadOnlyList<string> Faults()
    {
        List<string> faults = [.. LiveEndpoint.Faults(Endpoint)];
        if (string.IsNullOrWhiteSpace(ApiVersion) || ApiVersion.Contains('/', StringComparison.Ordinal))
        {
            faults.Add($"the API version '{ApiVersion}' must be a name such as v1beta or v1alpha");
        }

        foreach (var (name, value) in new[] { (nameof(ConnectTimeout), ConnectTimeout), (nameof(SetupTimeout), SetupTimeout), (nameof(CloseTimeout), CloseTimeout) })
        {
            if (value <= TimeSpan.Zero || value > TimeSpan.FromHours(1))
            {
                faults.Add($"{name} is {value}; it must be more than nothing and at most an hour");
            }
        }

        if (MaxMessageBytes is < 1024 or > 1 << 30)
        {
            faults.Add($"{nameof(MaxMessageBytes)} is {MaxMessageBytes}; it must be between 1024 and {1 << 30}");
        }

        faults.AddRange(Policy.Faults().Select(static fault => $"{nameof(Policy)}: {fault}"));
        faults.AddRange(Watch.Faults().Select(static fault => $"{nameof(Watch)}: {fault}"));
        return faults;
    }
}
