using Cortex.Media.Camera;
using Cortex.Media.Frames;

namespace Cortex.Assistant.Sight;

/// <summary>What the camera showed in the last moments. Any thread.</summary>
internal sealed class Seen(IFrameSource camera)
{
    private readonly Lock _gate = new();
    private Glimpse[] _glimpses = [];

    /// <summary>Looks at the camera, and gives what there is.</summary>
    /// <param name="now">Since the conversation was opened.</param>
    /// <returns>The newest last; it is there however old it is, the others for <see cref="FramePacer.Window"/>.</returns>
    public IReadOnlyList<Glimpse> Look(TimeSpan now)
    {
        lock (_gate)
        {
            if (camera.Newest is not { } newest)
            {
                return _glimpses = [];
            }

            if (_glimpses is not [.., var last] || !ReferenceEquals(last.Frame, newest))
            {
                _glimpses = [.. _glimpses, new Glimpse(newest, now, Measure)];
            }

            if (_glimpses.Length > 1 && now - _glimpses[0].At > FramePacer.Window)
            {
                _glimpses = [.. _glimpses[..^1].Where(glimpse => now - glimpse.At <= FramePacer.Window), _glimpses[^1]];
            }

            return _glimpses;
        }
    }

    // What is wrong with it is said when it is to be sent.
    private static FrameMeasure? Measure(Frame frame)
    {
        try
        {
            return FrameMeasure.Of(frame);
        }
        catch (PictureException)
        {
            return null;
        }
    }
}
