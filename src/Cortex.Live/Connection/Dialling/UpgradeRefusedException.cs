using System.Net;

namespace Cortex.Live.Connection;

/// <summary>The server answered the upgrade with an HTTP status instead of a WebSocket. For socket factories of one's own.</summary>
/// <param name="status">What it answered.</param>
/// <param name="innerException">What lies beneath, if anything.</param>
public sealed class UpgradeRefusedException(HttpStatusCode status, Exception? innerException = null)
    : Exception($"the server refused the connection: HTTP {(int)status} {status}", innerException)
{
    /// <summary>What it answered.</summary>
    public HttpStatusCode Status { get; } = status;
}
