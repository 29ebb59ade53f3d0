using System.Collections.Frozen;

namespace Cortex.Assistant.Surroundings;

/// <summary>What the safety line speaks of, and how sure it must be. Sizes are shares of the picture: nothing here knows metres.</summary>
public sealed record WarningOptions
{
    /// <summary>What holds where nobody says otherwise.</summary>
    public static readonly IReadOnlySet<string> Usual = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "person", "bicycle", "car", "motorcycle", "bus", "truck");

    /// <summary>The classes that are warned of, by the detector's words.</summary>
    /// <value>person, bicycle, car, motorcycle, bus, truck.</value>
    public IReadOnlySet<string> Labels { get; init; } = Usual;

    /// <summary>Warned from this growth on: the share of its size that a thing gains in a second.</summary>
    /// <value>0.35: it is here in three seconds if nothing changes.</value>
    public double Growth { get; init; } = 0.35;

    /// <summary>Below this growth a thing that was warned of is over, and may be warned of again.</summary>
    /// <value>0.15.</value>
    public double Rest { get; init; } = 0.15;

    /// <summary>So many scenes in a row must agree.</summary>
    /// <value>2.</value>
    public int Agreeing { get; init; } = 2;

    /// <summary>The middle of the picture: a thing that reaches into it is in the way.</summary>
    /// <value>From 0.3 to 0.7 of the width.</value>
    public (float From, float To) Middle { get; init; } = (0.3f, 0.7f);

    /// <summary>Smaller things than this are too far or too doubtful: the square root of their share of the picture.</summary>
    /// <value>0.06.</value>
    public double LeastSize { get; init; } = 0.06;

    /// <summary>Between two warnings, whatever they are of.</summary>
    /// <value>3 seconds.</value>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Between two warnings of the same thing.</summary>
    /// <value>8 seconds.</value>
    public TimeSpan PauseOfOne { get; init; } = TimeSpan.FromSeconds(8);
}
