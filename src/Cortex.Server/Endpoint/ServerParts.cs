using Cortex.Live;
using Cortex.Server.Faults;
using Cortex.Server.Hosting;
using Cortex.Server.Sessions;
using Cortex.Server.Tokens;
using Microsoft.Extensions.Logging;

namespace Cortex.Server.Endpoint;

/// <summary>What all connections of one server share.</summary>
internal sealed class ServerParts(LiveServerOptions options, ILiveEngine engine, TimeProvider time, ILoggerFactory loggers)
{
    public LiveServerOptions Options { get; } = options;

    public ILiveEngine Engine { get; } = engine;

    public TimeProvider Time { get; } = time;

    public ILogger Logger { get; } = loggers.CreateLogger("Cortex.Server");

    public ServerCounters Counters { get; } = new();

    public BufferBudget Budget { get; } = new(options.MaxBufferedBytes);

    public SnapshotStore Snapshots { get; } = new(options.MaxSnapshots, options.MaxSnapshotBytes, options.HandleLifetime, time);

    public TokenStore Tokens { get; } = new(options.MaxTokens, time);

    public Admission Admission => field ??= new(Options.AcceptedKeys, Tokens);

    /// <summary>Null where nothing shall go wrong.</summary>
    public FaultDesk? Faults { get; } = options.Faults is { } plan ? new FaultDesk(plan, time, loggers.CreateLogger("Cortex.Server")) : null;

    public Slots Connections { get; } = new(options.MaxConnections);

    public Slots Conversations { get; } = new(options.MaxConversations);

    public Slots Requests { get; } = new(options.MaxRequests);
}
