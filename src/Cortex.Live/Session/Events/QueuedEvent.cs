using Cortex.Live.Connection;

namespace Cortex.Live.Session;

/// <summary>An event that waits for its reader, and what it is a view of.</summary>
internal readonly record struct QueuedEvent(LiveEvent Item, InboundMessage? Bytes);
