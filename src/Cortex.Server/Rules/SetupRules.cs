using Cortex.Live.Protocol;

namespace Cortex.Server.Rules;

/// <summary>Whether a setup is accepted, and the words when it is not (reference 2.1, 4.6, 5).</summary>
internal static class SetupRules
{
    /// <summary>Checks; on null <paramref name="model"/> holds the rules of the conversation.</summary>
    public static Refusal? Check(Setup setup, Surface surface, out ModelRules? model)
    {
        model = null;
        if (ModelName.Id(surface, setup.Model) is not { } id)
        {
            return setup.Model.Length == 0 ? Refusals.InvalidArgument : Refusals.ModelNameForm;
        }

        model = ModelTable.Find(surface, id);
        return model is null
            ? Refusals.ModelNotFound(setup.Model, surface.Version)
            : Fields(setup, surface, model)
              ?? GenerationRules.Check(setup, surface, model)
              ?? ToolRules.Check(setup.Tools ?? [], model)
              ?? DetectionRules.Check(setup.RealtimeInputConfig);
    }

    private static Refusal? Fields(Setup setup, Surface surface, ModelRules model)
    {
        if (setup.Proactivity is not null && !(model.TakesAffective && surface.HasPreviewFields))
        {
            return Refusals.UnknownName("proactivity", "setup");
        }

        if (setup.ExplicitVadSignal is not null && !surface.IsVertex)
        {
            return Refusals.UnknownName("explicitVadSignal", "setup");
        }

        if (setup.HistoryConfig is not null && surface.IsVertex)
        {
            return Refusals.UnknownName("historyConfig", "setup");
        }

        if (setup.SessionResumption?.Transparent is not null && !surface.IsVertex)
        {
            return Refusals.UnknownName("transparent", "setup.session_resumption");
        }

        return setup.AvatarConfig is not null || !IsTextOnly(setup.SystemInstruction) || !IsOrdered(setup.ContextWindowCompression)
            ? Refusals.InvalidArgument
            : null;
    }

    private static bool IsTextOnly(Content? instruction) =>
        instruction is null || instruction.Parts.All(static part => part.Text is not null && part.InlineData is null && part.FileData is null);

    private static bool IsOrdered(ContextWindowCompressionConfig? compression) =>
        compression is null
        || (compression.TriggerTokens is null or > 0
            && compression.SlidingWindow?.TargetTokens is null or >= 0
            && (compression.TriggerTokens is not { } trigger || compression.SlidingWindow?.TargetTokens is not { } target || target < trigger));
}
