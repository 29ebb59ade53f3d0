using Cortex.Media.Frames;

namespace Cortex.Media.Detection;

/// <summary>Names the things in a picture. Any thread.</summary>
public interface ISceneSource
{
    /// <summary>What is in this picture, or the newest scene that is known; null where nothing can be told.</summary>
    /// <param name="frame">The newest picture.</param>
    /// <param name="cancellationToken">Nobody waits any more.</param>
    ValueTask<Scene?> FindAsync(Frame frame, CancellationToken cancellationToken);
}
