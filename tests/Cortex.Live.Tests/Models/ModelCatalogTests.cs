using Cortex.Live.Models;
using Cortex.Live.Protocol;

namespace Cortex.Live.Tests.Models;

/// <summary>The table against sections 2 and 5 of the reference, row by row.</summary>
public sealed class ModelCatalogTests
{
    [Theory]
    [InlineData("gemini-3.8-live", ModelStatus.Current, ThinkingRule.Refused)]
    [InlineData("gemini-3.8-live-extended-thinking", ModelStatus.Current, ThinkingRule.LevelRequired)]
    [InlineData("gemini-3.1-flash-live-preview", ModelStatus.Legacy, ThinkingRule.Level)]
    [InlineData("gemini-2.5-flash-native-audio-preview-12-2025", ModelStatus.Legacy, ThinkingRule.Budget)]
    [InlineData("gemini-2.5-flash-native-audio-preview-09-2025", ModelStatus.Legacy, ThinkingRule.Budget)]
    [InlineData("gemini-2.5-flash-native-audio-latest", ModelStatus.Legacy, ThinkingRule.Budget)]
    [InlineData("gemini-live-2.5-flash-native-audio", ModelStatus.Current, ThinkingRule.Budget)]
    [InlineData("gemini-3.5-live-translate-preview", ModelStatus.Current, ThinkingRule.Refused)]
    [InlineData("gemini-3.5-transcribe-live", ModelStatus.Current, ThinkingRule.Refused)]
    [InlineData("gemini-robotics-er-2-streaming-preview", ModelStatus.Unknown, ThinkingRule.Refused)]
    [InlineData("gemini-2.0-flash-exp", ModelStatus.Retired, ThinkingRule.Refused)]
    [InlineData("gemini-2.0-flash-live-001", ModelStatus.Retired, ThinkingRule.Refused)]
    [InlineData("gemini-live-2.5-flash-preview", ModelStatus.Retired, ThinkingRule.Refused)]
    [InlineData("gemini-2.5-flash-preview-native-audio-dialog", ModelStatus.Retired, ThinkingRule.Refused)]
    public void A_model_is_found_by_any_form_of_its_name(string id, ModelStatus status, ThinkingRule thinking)
    {
        foreach (var name in new[] { id, "models/" + id, "projects/p/locations/l/publishers/google/models/" + id })
        {
            var model = ModelCatalog.Find(name);
            Assert.Equal((id, status, thinking), (model.Id, model.Status, model.Thinking));
        }
    }

    [Theory]
    [InlineData("gemini-3.8-live", "NON_BLOCKING", true, true, true)]
    [InlineData("gemini-3.8-live-extended-thinking", null, false, true, false)]
    [InlineData("gemini-3.1-flash-live-preview", "BLOCKING", true, false, false)]
    [InlineData("gemini-2.5-flash-native-audio-latest", "BLOCKING", true, true, true)]
    public void Tools_wait_or_not(string id, string? standard, bool blocking, bool nonBlocking, bool scheduling)
    {
        var tools = ModelCatalog.Find(id).Tools;
        Assert.Equal((standard, blocking, nonBlocking, scheduling), (tools.DefaultBehavior?.Value, tools.Blocking, tools.NonBlocking, tools.Scheduling));
    }

    [Fact]
    public void Only_2_5_and_3_8_take_history_in_the_middle_and_only_3_1_must_announce_it()
    {
        Assert.True(ModelCatalog.Find("gemini-3.8-live").Seeding is { MidSession: true, NeedsRoles: true, NeedsHistoryConfig: false, TakesFunctionParts: true });
        Assert.True(ModelCatalog.Find("gemini-3.1-flash-live-preview").Seeding is { MidSession: false, NeedsHistoryConfig: true });
        Assert.True(ModelCatalog.Find("gemini-2.5-flash-native-audio-latest").Seeding is
        {
            MidSession: true, MustEndWithUser: true, TakesFunctionParts: false, TakesAudio: false,
        });
    }

    [Fact]
    public void What_belongs_to_a_turn_depends_on_the_model()
    {
        Assert.Equal(TurnCoverage.TurnIncludesAudioActivityAndAllVideo, ModelCatalog.Find("gemini-3.8-live").DefaultTurnCoverage);
        Assert.Equal(TurnCoverage.TurnIncludesAudioActivityAndAllVideo, ModelCatalog.Find("gemini-3.1-flash-live-preview").DefaultTurnCoverage);
        Assert.Equal(TurnCoverage.TurnIncludesOnlyActivity, ModelCatalog.Find("gemini-2.5-flash-native-audio-latest").DefaultTurnCoverage);
        Assert.Equal(TurnCoverage.TurnIncludesAllInput, ModelCatalog.Find("gemini-live-2.5-flash-native-audio").DefaultTurnCoverage);
    }

    [Fact]
    public void The_two_3_8_models_end_their_turns_differently()
    {
        Assert.True(ModelCatalog.Find("gemini-3.8-live") is { Tools.EndsTurnAtCall: true, SpeaksInSeveralTurns: false });
        Assert.True(ModelCatalog.Find("gemini-3.8-live-extended-thinking") is { SpeaksInSeveralTurns: true });
    }

    [Theory]
    [InlineData("gemini-3.8-live-001", "gemini-3.8-live")]
    [InlineData("gemini-3.8-live-preview-10-2026", "gemini-3.8-live")]
    [InlineData("gemini-3.8-live-extended-thinking-002", "gemini-3.8-live-extended-thinking")]
    public void A_later_build_is_taken_for_its_family_and_said_so(string id, string family)
    {
        var model = ModelCatalog.Find(id);
        Assert.Equal((id, ModelCatalog.Find(family).Thinking), (model.Id, model.Thinking));
        Assert.Contains(family, model.Warning);
    }

    [Theory]
    [InlineData("gemini-9-live")]
    [InlineData("gemini-3.8-live-singing")]
    [InlineData("gemini-3.8-livelier")]
    [InlineData("")]
    public void An_unknown_model_is_treated_with_care_and_said_so(string id)
    {
        var model = ModelCatalog.Find(id);
        Assert.Equal(ModelStatus.Unknown, model.Status);
        Assert.Contains("not in the table", model.Warning);
        Assert.False(model.Sampling || model.ProactiveAndAffectiveOnAlpha || model.LanguageCode || model.Tools.Scheduling || model.Tools.CodeExecution);
    }

    [Fact]
    public void What_is_gone_or_going_says_what_to_use_instead()
    {
        foreach (var model in ModelCatalog.Known.Where(model => model.Status is ModelStatus.Retired or ModelStatus.Legacy))
        {
            Assert.Contains("gemini-3.8-live", model.Warning);
        }
    }

    [Fact]
    public void The_default_model_is_current_and_needs_no_warning() =>
        Assert.True(ModelCatalog.Find(ModelCatalog.DefaultModel) is { Status: ModelStatus.Current, Warning: null });

    [Fact]
    public void There_are_thirty_voices() => Assert.Equal(30, PrebuiltVoices.Names.Distinct().Count());
}
