using Cortex.App.Configuration;
using Cortex.App.Talk;

namespace Cortex.App.Tests.Talk;

/// <summary>Requirement A7: option and configuration, then LAYER2_MODE, then ENABLE_LIVE_API, then live; a conflict is said.</summary>
public sealed class EngineChoiceTests
{
    [Theory]
    [InlineData(null, null, null, "Auto", null)]
    [InlineData(null, null, "true", "Auto", null)]
    [InlineData(null, null, "false", "Legacy", null)]
    [InlineData(null, "live", null, "Auto", null)]
    [InlineData(null, "legacy", null, "Legacy", null)]
    [InlineData(null, "LEGACY", "False", "Legacy", null)]
    [InlineData(null, "live", "false", "Auto", "ENABLE_LIVE_API=false is overruled by LAYER2_MODE=live")]
    [InlineData(null, "legacy", "true", "Legacy", "ENABLE_LIVE_API=true is overruled by LAYER2_MODE=legacy")]
    [InlineData("live", "live", "true", "Live", null)]
    [InlineData("live", "legacy", null, "Live", "LAYER2_MODE=legacy is overruled by the engine live")]
    [InlineData("auto", null, "false", "Auto", "ENABLE_LIVE_API=false is overruled by the engine auto")]
    [InlineData("http", "live", null, "Http", "LAYER2_MODE=live is overruled by the engine http")]
    [InlineData("offline", "legacy", "false", "Offline", null)]
    [InlineData("embedded", "", " ", "Embedded", null)]
    public void The_first_that_says_anything_decides(string? engine, string? mode, string? live, string chosen, string? conflict)
    {
        var faults = new List<SettingFault>();
        using var file = new TemporaryFile("{}");
        var environment = new System.Collections.Hashtable { ["LAYER2_MODE"] = mode, ["ENABLE_LIVE_API"] = live };
        var settings = SettingsReader.Read(file.Path, environment, engine is null ? [] : [("--engine", "engine", engine)], faults);
        Assert.Empty(faults);

        var choice = EngineChoice.Of(settings);

        Assert.Equal(chosen, choice.Kind.ToString());
        Assert.Equal(conflict is null ? [] : [conflict], choice.Conflicts);
    }

    [Theory]
    [InlineData("LAYER2_MODE", "loud", "live or legacy")]
    [InlineData("ENABLE_LIVE_API", "perhaps", "true or false")]
    [InlineData("CORTEX__engine", "steam", "auto, live, http, offline or embedded")]
    [InlineData("CORTEX__prices__audioInPerMillion", "cheap", "a price")]
    [InlineData("CORTEX__prices__audioInPerMillion", "3", "promptPerMillion and responsePerMillion")]
    [InlineData("CORTEX__spending__perDay", "0", "above 0")]
    [InlineData("CORTEX__spending__perDay", "5", "prices.promptPerMillion")]
    public void What_is_wrong_is_one_fault(string variable, string value, string allowed)
    {
        var faults = new List<SettingFault>();
        using var file = new TemporaryFile("{}");
        SettingsReader.Read(file.Path, new System.Collections.Hashtable { [variable] = value }, [], faults);
        Assert.Contains(allowed, Assert.Single(faults).ToString(), StringComparison.Ordinal);
    }
}
