namespace Cortex.Live.Protocol;

/// <summary>Usage alone, sent now and then (reference section 3).</summary>
public sealed class UsageReport : ServerMessage;
