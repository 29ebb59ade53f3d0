using Cortex.Live.Connection;
using Cortex.Live.Protocol;
using Microsoft.Extensions.Logging;

namespace Cortex.Live.Session;

/// <summary>Conversations with a Live API over WebSocket: Gemini's, or any server that speaks the same (reference 1 to 4).</summary>
public sealed class LiveEngine : ILiveEngine
{
    private readonly LiveOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Dialler _dialler;

    /// <summary>Makes the engine; connects nothing yet.</summary>
    /// <exception cref="ArgumentException">The options have faults; all of them are named.</exception>
    public LiveEngine(LiveOptions options, TimeProvider time, ILoggerFactory loggers)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(loggers);
        if (options.Faults() is { Count: > 0 } faults)
        {
            throw new ArgumentException(string.Join("; ", faults), nameof(options));
        }

        (_options, _time, _log) = (options, time, loggers.CreateLogger("Cortex.Live"));
        _dialler = new Dialler(time, _log, new DialPolicy { ProbeEvery = options.Policy.ProbeEvery });
    }

    /// <inheritdoc />
    public string Name => "live";

    /// <inheritdoc />
    public ILiveConversation Open(Setup setup, ConversationHistory history)
    {
        ArgumentNullException.ThrowIfNull(setup);
        ArgumentNullException.ThrowIfNull(history);
        var session = new LiveSession(SessionPlan.For(setup, _options.ApiVersion, _options.Policy), history, _options, _dialler, _time, _log);
        session.Begin();
        return session;
    }
}
