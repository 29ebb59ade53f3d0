namespace Cortex.Media.Playback;

/// <summary>A factor that goes to its target in a straight line, sample by sample. Pure.</summary>
internal struct GainRamp(float value)
{
    private float _step;

    /// <summary>The factor of the newest sample.</summary>
    public float Value { get; private set; } = value;

    /// <summary>Where it goes, or is.</summary>
    public float Target { get; private set; } = value;

    /// <summary>Samples until it is there.</summary>
    public int Left { get; private set; }

    /// <summary>Sets out for a target, unless it is on the way there or there.</summary>
    /// <param name="target">The factor.</param>
    /// <param name="samples">How long it takes; 0 is at once.</param>
    public void Aim(float target, int samples)
    {
        if (samples == 0)
        {
            (Value, Target, Left) = (target, target, 0);
        }
        else if (target != Target)
        {
            (Target, Left, _step) = (target, samples, (target - Value) / samples);
        }
    }

    /// <summary>The factor of the next sample.</summary>
    public float Next()
    {
        if (Left > 0)
        {
            Left--;
            Value = Left == 0 ? Target : Value + _step;
        }

        return Value;
    }
}
