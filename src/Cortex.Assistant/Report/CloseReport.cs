using Cortex.Live;

namespace Cortex.Assistant.Report;

/// <summary>How a connection ended.</summary>
/// <param name="Code">The WebSocket close code.</param>
/// <param name="Reason">The peer's words.</param>
/// <param name="Side">Who ended it.</param>
/// <param name="Class">What it means.</param>
public sealed record CloseReport(int Code, string Reason, CloseSide Side, CloseClass Class);
