namespace Cortex.Media.Frames;

/// <summary>Draws into frames on their way to a model. Any thread.</summary>
public interface IFrameAnnotator
{
    /// <summary>Draws.</summary>
    /// <param name="frame">As the camera gave it.</param>
    /// <returns>Another frame, upright and of the same moment, or the same one where there is nothing to draw or it cannot be read.</returns>
    Frame Annotate(Frame frame);
}
