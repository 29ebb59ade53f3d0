using System.Collections;

namespace Cortex.App.Configuration;

/// <summary>The variables of the plan this project implements: <c>LAYER2_MODE</c> and <c>ENABLE_LIVE_API</c>.</summary>
internal static class OlderVariables
{
    public const string Mode = "LAYER2_MODE";
    public const string Switch = "ENABLE_LIVE_API";

    /// <summary>Reads them; an empty one is not set.</summary>
    public static CortexSettings Read(CortexSettings settings, IDictionary environment, List<SettingFault> faults)
    {
        if ((environment[Mode] as string)?.Trim() is { Length: > 0 } mode)
        {
            if (mode.ToLowerInvariant() is "live" or "legacy")
            {
                settings = settings with { Layer2Mode = mode.ToLowerInvariant() };
            }
            else
            {
                faults.Add(new("the environment", Mode, mode, "live or legacy"));
            }
        }

        if ((environment[Switch] as string)?.Trim() is { Length: > 0 } live)
        {
            if (bool.TryParse(live, out var isOn))
            {
                settings = settings with { EnableLiveApi = isOn };
            }
            else
            {
                faults.Add(new("the environment", Switch, live, "true or false"));
            }
        }

        return settings;
    }
}
