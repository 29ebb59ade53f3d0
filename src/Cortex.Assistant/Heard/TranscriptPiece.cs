namespace Cortex.Assistant.Heard;

/// <summary>A piece of a transcript, and how much of the answer's sound was here when it arrived.</summary>
/// <param name="Text">As it came, spaces included.</param>
/// <param name="SoundBefore">Sound of this answer that had arrived before.</param>
internal readonly record struct TranscriptPiece(string Text, TimeSpan SoundBefore);
