namespace Cortex.Assistant.Tests;

/// <summary>What a scripted engine was sent.</summary>
/// <param name="Kind">start, end, pause, audio, video, text, content, tool.</param>
/// <param name="Bytes">A copy of the media, or the words in UTF-8.</param>
/// <param name="At">When, since the conversation was opened.</param>
internal sealed record Sent(string Kind, byte[] Bytes, TimeSpan At);
