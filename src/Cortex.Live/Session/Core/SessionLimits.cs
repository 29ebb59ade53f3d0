namespace Cortex.Live.Session;

/// <summary>How long a session waits for what.</summary>
/// <param name="Connect">For the socket.</param>
/// <param name="Setup">For the server's setupComplete.</param>
internal sealed record SessionLimits(TimeSpan Connect, TimeSpan Setup);
