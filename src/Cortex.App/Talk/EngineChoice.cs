using Cortex.App.Configuration;

namespace Cortex.App.Talk;

/// <summary>
/// What answers: the option or the configuration, else <c>LAYER2_MODE</c>, else <c>ENABLE_LIVE_API</c>, else <c>auto</c>. Pure.
/// </summary>
/// <param name="Kind">What was chosen.</param>
/// <param name="Conflicts">One sentence for each that says otherwise and was overruled.</param>
internal sealed record EngineChoice(EngineKind Kind, IReadOnlyList<string> Conflicts)
{
    public static EngineChoice Of(CortexSettings settings)
    {
        var mode = settings.Layer2Mode is null ? null : $"{OlderVariables.Mode}={settings.Layer2Mode}";
        var live = settings.EnableLiveApi is not { } isOn ? null : $"{OlderVariables.Switch}={(isOn ? "true" : "false")}";
        var (kind, why) =
            settings.Engine is { } engine ? (engine, "the engine " + engine.ToString().ToLowerInvariant())
            : mode is not null ? (settings.Layer2Mode == "legacy" ? EngineKind.Legacy : EngineKind.Auto, mode)
            : live is not null ? (settings.EnableLiveApi == false ? EngineKind.Legacy : EngineKind.Auto, live)
            : (EngineKind.Auto, "");

        var wantsLive = kind is EngineKind.Auto or EngineKind.Live;
        List<string> conflicts = [];
        if (mode is not null && mode != why && settings.Layer2Mode == "live" != wantsLive)
        {
            conflicts.Add($"{mode} is overruled by {why}");
        }

        if (live is not null && live != why && settings.EnableLiveApi == true != wantsLive)
        {
            conflicts.Add($"{live} is overruled by {why}");
        }

        return new EngineChoice(kind, conflicts);
    }
}
