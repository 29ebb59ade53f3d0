namespace Cortex.Media.Audio;

/// <summary>
/// Loud without wrapping: samples that were made louder come back into range along a curve instead of a corner. Pure.
/// </summary>
internal static class SoftLimit
{
    private const float Full = short.MaxValue;

    // Below 80 % of full scale nothing changes.
    private const float Knee = 0.8f * Full;

    /// <summary>
    /// Into range. Without excess it changes nothing, and a little excess changes little: it can come and go between two samples
    /// without a click.
    /// </summary>
    /// <param name="sample">In units of a 16-bit sample.</param>
    /// <param name="most">How many times full scale it could be, 1 or more.</param>
    public static float Apply(float sample, float most)
    {
        var above = Math.Abs(sample) - Knee;
        if (above <= 0 || most <= 1)
        {
            return sample;
        }

        // Slope 1 at the knee, full scale at the most: a hyperbola through both.
        var bend = (most - 1) * Full / ((Full - Knee) * ((most * Full) - Knee));
        return MathF.CopySign(Knee + (above / (1 + (above * bend))), sample);
    }
}
