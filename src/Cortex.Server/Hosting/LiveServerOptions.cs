using System.Net;
using System.Security.Cryptography.X509Certificates;
using Cortex.Server.Faults;

namespace Cortex.Server.Hosting;

/// <summary>How a <see cref="LiveServer"/> listens, whom it lets in, how it behaves, and where its limits are.</summary>
public sealed record LiveServerOptions
{
    /// <summary>Where to listen. Another address than loopback needs <see cref="AcceptedKeys"/>.</summary>
    /// <value>127.0.0.1.</value>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The port; 0 takes a free one.</summary>
    /// <value>0.</value>
    public int Port { get; init; }

    /// <summary>For clients that insist on wss and https; null serves plain ws and http.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>The API keys that are let in; empty lets any key in that is not empty.</summary>
    /// <value>Empty.</value>
    public IReadOnlyList<string> AcceptedKeys { get; init; } = [];

    /// <summary>Browser origins that are let in, for example <c>http://localhost:5173</c>. All others are refused with 403.</summary>
    /// <value>Empty: no browser page.</value>
    public IReadOnlyList<string> AllowedOrigins { get; init; } = [];

    /// <summary>Sends text frames in place of the binary ones of the real server (reference 1.3).</summary>
    /// <value>False.</value>
    public bool SendsTextFrames { get; init; }

    /// <summary>Splits every message into WebSocket fragments of this many bytes, also inside a character; 0 does not split.</summary>
    /// <value>0.</value>
    public int FragmentBytes { get; init; }

    /// <summary>Whether models that do so send <c>{}</c> between their contents (reference 1.3).</summary>
    /// <value>True.</value>
    public bool SendsEmptyMessages { get; init; } = true;

    /// <summary>What goes wrong, and when, for clients that shall prove that they can bear it; null: nothing.</summary>
    /// <value>Null.</value>
    public FaultPlan? Faults { get; init; }

    /// <summary>How long a connection lasts (reference 4.4); then it is aborted with 1008, if the client has not left by itself.</summary>
    /// <value>10 minutes.</value>
    public TimeSpan ConnectionLifetime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long before the end <c>goAway</c> is sent, and the time left it names.</summary>
    /// <value>50 s.</value>
    public TimeSpan GoAwayNotice { get; init; } = TimeSpan.FromSeconds(50);

    /// <summary>How long a socket may stay open without a setup; then it is closed with 1008. The real server's limit is unknown.</summary>
    /// <value>30 s.</value>
    public TimeSpan SetupTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a client may take for one message to leave the socket; then the connection is broken off.</summary>
    /// <value>20 s.</value>
    public TimeSpan SendTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long the server waits for the other half of a close.</summary>
    /// <value>5 s.</value>
    public TimeSpan CloseTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a new connection waits for the old one of the same session to end before it is refused with 1011.</summary>
    /// <value>500 ms: the old socket's close may arrive just after the new socket's setup.</value>
    public TimeSpan ResumeGrace { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a handle is valid after its session ended (reference 4.4).</summary>
    /// <value>2 hours.</value>
    public TimeSpan HandleLifetime { get; init; } = TimeSpan.FromHours(2);

    /// <summary>How long a session without compression lasts if no camera frame comes (reference 4.4).</summary>
    /// <value>15 minutes.</value>
    public TimeSpan AudioSessionLimit { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long a session without compression lasts if camera frames come (reference 4.4).</summary>
    /// <value>2 minutes.</value>
    public TimeSpan VideoSessionLimit { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The largest message a client may send; a larger one closes with 1009.</summary>
    /// <value>16 MiB.</value>
    public int MaxMessageBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>What all clients' unfinished large messages may take together; beyond, the connection closes with 1011.</summary>
    /// <value>256 MiB.</value>
    public long MaxBufferedBytes { get; init; } = 256L * 1024 * 1024;

    /// <summary>
    /// Sockets open at a time, those without a setup too; beyond, the upgrade is refused with 503. As many connections beside them; beyond,
    /// the one that has done nothing for longest is closed.
    /// </summary>
    /// <value>2,000.</value>
    public int MaxConnections { get; init; } = 2_000;

    /// <summary>Connections of one address of another machine, sockets not counted; beyond, the one that has done nothing for longest is closed.</summary>
    /// <value>2,000.</value>
    public int MaxConnectionsPerAddress { get; init; } = 2_000;

    /// <summary>How long a connection may stay open without a request; sockets are not meant.</summary>
    /// <value>2 minutes.</value>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a client may take for the head of a request; then its connection is closed.</summary>
    /// <value>30 s.</value>
    public TimeSpan RequestHeadTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Conversations open at a time; beyond, the setup is refused with 1011 and the quota text.</summary>
    /// <value>200.</value>
    public int MaxConversations { get; init; } = 200;

    /// <summary>Words of one conversation that are kept for its handles, in characters; beyond, its oldest turns go.</summary>
    /// <value>200,000.</value>
    public int MaxHistoryCharacters { get; init; } = 200_000;

    /// <summary>Snapshots kept for handles; beyond, the oldest go.</summary>
    /// <value>20,000.</value>
    public int MaxSnapshots { get; init; } = 20_000;

    /// <summary>What the snapshots may take together; beyond, the oldest go.</summary>
    /// <value>64 MiB.</value>
    public long MaxSnapshotBytes { get; init; } = 64L * 1024 * 1024;

    /// <summary>Ephemeral tokens kept; beyond, the oldest go.</summary>
    /// <value>10,000.</value>
    public int MaxTokens { get; init; } = 10_000;

    /// <summary>The largest HTTP body.</summary>
    /// <value>32 MiB.</value>
    public int MaxRequestBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>HTTP requests to <c>generateContent</c> and its kin that are answered at a time; beyond, 429.</summary>
    /// <value>64.</value>
    public int MaxRequests { get; init; } = 64;
}
