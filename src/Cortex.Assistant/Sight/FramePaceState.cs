using Cortex.Media.Frames;

namespace Cortex.Assistant.Sight;

/// <summary>What was sent last.</summary>
/// <param name="Turn">The turn it was sent in; 0 before the first.</param>
/// <param name="At">When, since the conversation was opened.</param>
/// <param name="Frame">Which.</param>
internal readonly record struct FramePaceState(int Turn, TimeSpan At, Frame? Frame);
