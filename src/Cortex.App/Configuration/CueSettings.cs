using Cortex.App.Cues;
using Cortex.Assistant.Cues;

namespace Cortex.App.Configuration;

/// <summary>How the wearer is told of states.</summary>
internal sealed record CueSettings
{
    /// <summary>As they sound.</summary>
    public CueOptions Sound { get; init; } = new();

    /// <summary>Where the vibration motor is; null: there is none.</summary>
    public PwmPin? Motor { get; init; }

    /// <summary>Cues by their names, with commas between; null: one of them is none.</summary>
    public static IReadOnlySet<Cue>? ToCues(string names)
    {
        var cues = new HashSet<Cue>();
        foreach (var name in names.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var cue = Array.FindIndex(Enum.GetValues<Cue>(), cue => CueSounds.NameOf(cue).Equals(name, StringComparison.OrdinalIgnoreCase));
            if (cue < 0)
            {
                return null;
            }

            cues.Add((Cue)cue);
        }

        return cues;
    }

    /// <summary>The names of all cues.</summary>
    public static string Names => string.Join(", ", Enum.GetValues<Cue>().Select(CueSounds.NameOf));
}
