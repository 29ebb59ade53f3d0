namespace Cortex.Engines.Turns;

/// <summary>How fast an answer is sent.</summary>
internal sealed record Pacing(double Pace, TimeSpan FirstChunk, TimeSpan Chunk, TimeSpan Jitter, TimeSpan TranscriptLead);
