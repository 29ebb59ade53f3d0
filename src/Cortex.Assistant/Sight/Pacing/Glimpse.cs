using Cortex.Media.Frames;

namespace Cortex.Assistant.Sight;

/// <summary>A picture that the camera showed, and when. Measured when somebody first asks. Any thread.</summary>
/// <param name="frame">The picture.</param>
/// <param name="at">When it was seen, since the conversation was opened.</param>
/// <param name="measure">Measures it; null: it cannot be read.</param>
internal sealed class Glimpse(Frame frame, TimeSpan at, Func<Frame, FrameMeasure?> measure)
{
    private readonly Lazy<FrameMeasure?> _measure = new(() => measure(frame));

    public Frame Frame { get; } = frame;

    public TimeSpan At { get; } = at;

    /// <summary>Null: it cannot be read.</summary>
    public FrameMeasure? Measure => _measure.Value;
}
