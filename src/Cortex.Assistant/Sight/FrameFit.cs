using Cortex.Media.Frames;

namespace Cortex.Assistant.Sight;

/// <summary>Makes pictures fit for the wire. One that stands still is made fit once, and refused once. Any thread.</summary>
/// <param name="draws">Where each passes first.</param>
/// <param name="onRefused">A picture cannot be used: why, in a sentence.</param>
internal sealed class FrameFit(Func<Frame, Frame> draws, Action<string> onRefused)
{
    private Fitted? _newest;

    /// <summary>Fits one.</summary>
    /// <returns>Null: it cannot be used.</returns>
    public Frame? Fit(Frame frame, FrameLimits limits)
    {
        var known = Volatile.Read(ref _newest);
        if (known is null || !ReferenceEquals(frame, known.Original) || (known.Frame is not null && limits != known.Limits))
        {
            known = new Fitted(frame, limits, TryFit(frame, limits));
            Volatile.Write(ref _newest, known);
        }

        return known.Frame;
    }

    private Frame? TryFit(Frame frame, FrameLimits limits)
    {
        try
        {
            return new FrameFitter(limits).Fit(draws(frame));
        }
        catch (PictureException e)
        {
            onRefused(e.Message);
            return null;
        }
    }

    private sealed record Fitted(Frame Original, FrameLimits Limits, Frame? Frame);
}
