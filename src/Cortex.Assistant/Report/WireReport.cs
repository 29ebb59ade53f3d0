namespace Cortex.Assistant.Report;

/// <summary>Bytes of the connection, WebSocket framing included.</summary>
/// <param name="UpBytes">Sent.</param>
/// <param name="DownBytes">Received.</param>
/// <param name="UpBytesPerSecond">Sent, over the conversation's length.</param>
/// <param name="DownBytesPerSecond">Received, over the conversation's length.</param>
public sealed record WireReport(long UpBytes, long DownBytes, double UpBytesPerSecond, double DownBytesPerSecond);
