using System.Collections.Frozen;
using Cortex.Assistant.Surroundings;
using Cortex.Media.Detection;

namespace Cortex.App.Configuration;

/// <summary>What this device recognises by itself.</summary>
internal sealed record DetectionSettings
{
    /// <summary>Things are recognised, where there is a model.</summary>
    public bool IsEnabled { get; init; } = true;

    /// <summary>The model's file; null: the first in the folder <c>detection</c> of the models' folder.</summary>
    public string? Model { get; init; }

    /// <summary>How it is used.</summary>
    public DetectionOptions Options { get; init; } = new();

    /// <summary>What is warned of.</summary>
    public WarningOptions Warnings { get; init; } = new();

    /// <summary>How much the camera sees across, in degrees.</summary>
    public double FieldOfView { get; init; } = 66;

    /// <summary>What is recognised is drawn into the frames that are sent.</summary>
    public bool DrawsFrames { get; init; }

    /// <summary>Classes by their names, with commas between, or <c>none</c>; null: none is named, or <c>none</c> beside others.</summary>
    public static IReadOnlySet<string>? ToClasses(string names)
    {
        var classes = names.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        return classes switch
        {
            { Count: 0 } => null,
            _ when !classes.Contains("none") => classes,
            { Count: 1 } => FrozenSet<string>.Empty,
            _ => null,
        };
    }
}
