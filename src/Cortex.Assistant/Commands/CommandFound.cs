namespace Cortex.Assistant.Commands;

/// <summary>A command in what was said.</summary>
/// <param name="Command">Which; of several the last.</param>
/// <param name="IsAll">Nothing else was said but courtesies: the model need not answer.</param>
internal readonly record struct CommandFound(WearerCommand Command, bool IsAll);
