namespace Cortex.Media.Detection;

/// <summary>How things are detected.</summary>
public sealed record DetectionOptions
{
    /// <summary>The longest input side a model may have, in pixels.</summary>
    public const int MaxInputSide = 2048;

    /// <summary>A file with the names of the classes; null: the model has them in itself.</summary>
    public string? NamesFile { get; init; }

    /// <summary>How sure the model must be.</summary>
    public ConfidenceLimits Confidence { get; init; } = new();

    /// <summary>Boxes of one class that share more than this of their union are one thing, 0 to 1.</summary>
    /// <value>0.45.</value>
    public float Overlap { get; init; } = 0.45f;

    /// <summary>Threads for one picture.</summary>
    /// <value>Half of the cores, from one to four.</value>
    public int Threads { get; init; } = Math.Clamp(Environment.ProcessorCount / 2, 1, 4);

    /// <summary>How much of one core the watch may take, all its threads together: 0.5 is half a core, 2 is two cores.</summary>
    /// <value>0.5.</value>
    public double CpuShare { get; init; } = 0.5;
}
