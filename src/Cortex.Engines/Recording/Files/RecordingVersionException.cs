namespace Cortex.Engines.Recording.Files;

/// <summary>The recording is whole, and from a newer program.</summary>
internal sealed class RecordingVersionException(string message) : FormatException(message);
