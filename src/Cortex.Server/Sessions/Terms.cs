using Cortex.Live;
using Cortex.Live.Protocol;
using Cortex.Server.Rules;

namespace Cortex.Server.Sessions;

/// <summary>What was agreed when a setup was accepted.</summary>
/// <param name="Surface">The door.</param>
/// <param name="Model">The model's rules.</param>
/// <param name="Setup">As the client sent it, a token's locks applied.</param>
/// <param name="Span">The session over its connections.</param>
/// <param name="Resumed">The snapshot it goes on from, or null for a new session.</param>
internal sealed record Terms(Surface Surface, ModelRules Model, Setup Setup, LiveSpan Span, Snapshot? Resumed)
{
    /// <summary>What was said before.</summary>
    public ConversationHistory History => Resumed?.History ?? ConversationHistory.Empty;

    /// <summary>The context slides, so the session has no end (reference 4.4).</summary>
    public bool Compresses => Setup.ContextWindowCompression?.SlidingWindow is not null;

    /// <summary>The first contents are silent history.</summary>
    public bool Seeds => Setup.HistoryConfig?.InitialHistoryInClientContent is true;
}
