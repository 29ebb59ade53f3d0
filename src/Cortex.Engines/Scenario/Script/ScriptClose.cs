namespace Cortex.Engines.Scenario;

/// <summary>How the connection is closed (reference 4.6).</summary>
public sealed record ScriptClose
{
    /// <summary>The WebSocket close code; null: 1011.</summary>
    public int? Code { get; init; }

    /// <summary>The words; the wire takes 123 bytes of them.</summary>
    public string Text { get => field ?? ""; init; }
}
