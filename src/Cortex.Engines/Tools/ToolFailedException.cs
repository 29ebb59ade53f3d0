namespace Cortex.Engines.Tools;

/// <summary>A tool could not do what was asked. The message is for the model: what happened, and what else it may do.</summary>
/// <param name="message">One sentence without secrets.</param>
public sealed class ToolFailedException(string message) : Exception(message);
