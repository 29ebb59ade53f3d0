using Cortex.Media.Frames;

namespace Cortex.Media.Detection;

/// <summary>Finds things in one picture, by itself and without memory. One thread at a time.</summary>
public interface IDetector : IDisposable
{
    /// <summary>Which, for people.</summary>
    string Name { get; }

    /// <summary>All that it can name.</summary>
    IReadOnlyCollection<string> Labels { get; }

    /// <summary>Looks; takes the caller's thread for as long as it takes.</summary>
    /// <param name="frame">The picture.</param>
    /// <returns>The things, the surest first; yours to keep.</returns>
    /// <exception cref="IOException">The picture cannot be read, or the model failed; one line.</exception>
    IReadOnlyList<SceneObject> Find(Frame frame);
}
