using Microsoft.Extensions.Logging;

namespace Cortex.Server.Faults;

/// <summary>A server's faults: gives each connection and each HTTP request its own.</summary>
internal sealed class FaultDesk(FaultPlan plan, TimeProvider time, ILogger logger)
{
    private readonly FaultTally _tally = new(plan);
    private long _connections;
    private long _requests;

    /// <summary>What happened so far.</summary>
    public IReadOnlyDictionary<string, long> Happened => _tally.Snapshot();

    /// <summary>A client asks for a socket.</summary>
    public ConnectionFaults Admit() => new(new FaultClock(plan, FaultState.Begin(plan, Interlocked.Increment(ref _connections)), _tally, time, logger));

    /// <summary>The faults of an HTTP request.</summary>
    public IReadOnlyList<Fault> OfRequest(string path) =>
        new FaultClock(plan, FaultState.Begin(plan, Interlocked.Increment(ref _requests)), _tally, time, logger).Take(new FaultEvent(FaultMoment.Request, Path: path));
}
