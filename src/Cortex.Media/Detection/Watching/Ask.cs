using Cortex.Media.Frames;

namespace Cortex.Media.Detection;

/// <summary>Somebody waits for a look.</summary>
/// <param name="Picture">At this picture; null: at the camera's newest.</param>
/// <param name="Until">For the camera's newest: from then on an older one will do, in timestamps.</param>
internal sealed record Ask(Frame? Picture, long Until)
{
    public TaskCompletionSource<Scene?> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
