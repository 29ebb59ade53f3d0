using Cortex.Live.Protocol;

namespace Cortex.Live.Models;

/// <summary>
/// Makes a setup one its model accepts: a single refused field ends the session (reference section 0). What is left out, and what
/// is added because the model requires it, is said in sentences; nothing happens silently.
/// </summary>
public static class SetupFilter
{
    /// <summary>Fits a setup to its model.</summary>
    /// <param name="setup">As wanted; stays as it is.</param>
    /// <param name="apiVersion"><c>v1beta</c> or <c>v1alpha</c>, as in the address.</param>
    public static FilteredSetup Apply(Setup setup, string apiVersion)
    {
        ArgumentNullException.ThrowIfNull(setup);
        var model = ModelCatalog.Find(setup.Model);
        var notes = new FilterNotes(model, setup.Model, apiVersion);
        if (model.Warning is { } warning)
        {
            notes.Warnings.Add(warning);
        }

        var fitted = new Setup(setup)
        {
            Model = ModelCatalog.NameOf(setup.Model),
            GenerationConfig = GenerationRules.Fit(setup.GenerationConfig, notes),
            SystemInstruction = FitInstruction(setup.SystemInstruction, notes),
            Tools = DeclaredToolRules.Fit(setup.Tools, notes),
            SessionResumption = FitResumption(setup.SessionResumption, notes),
            OutputAudioTranscription = FitTranscription(setup, notes),
            Proactivity = notes.Keep(setup.Proactivity, AlphaRules.Allows(notes), "proactivity", AlphaRules.Why(notes)),
            HistoryConfig = FitHistory(setup.HistoryConfig, notes),
            AvatarConfig = notes.Keep(setup.AvatarConfig, model.Avatar, "avatarConfig", $"{model.Id} has no avatar"),
            ExplicitVadSignal = notes.Keep(setup.ExplicitVadSignal, notes.IsVertex, "explicitVadSignal", "only Vertex knows it"),
        };
        return new FilteredSetup(fitted, notes.LeftOut) { Added = notes.Added, Warnings = notes.Warnings };
    }

    static Content? FitInstruction(Content? instruction, FilterNotes notes)
    {
        if (instruction is null || instruction.Parts.All(static part => part.Text is not null))
        {
            return instruction;
        }

        notes.LeaveOut("a part of systemInstruction", "an instruction holds text only");
        return new Content { Role = instruction.Role, Parts = [.. instruction.Parts.Where(static part => part.Text is not null)] };
    }

    static SessionResumptionConfig? FitResumption(SessionResumptionConfig? resumption, FilterNotes notes) =>
        resumption is null ? null : resumption with
        {
            Transparent = notes.Keep(resumption.Transparent, notes.IsVertex, "sessionResumption.transparent", "only Vertex knows it"),
        };

    static AudioTranscriptionConfig? FitTranscription(Setup setup, FilterNotes notes)
    {
        if (!ModalityRules.WantsWords(setup, notes))
        {
            return setup.OutputAudioTranscription;
        }

        notes.Added.Add("outputAudioTranscription was added: it brings the words that the modality TEXT was asked for");
        return new AudioTranscriptionConfig();
    }

    static HistoryConfig? FitHistory(HistoryConfig? history, FilterNotes notes) => notes.Keep(
        history,
        mayStay: notes.Model.Seeding.NeedsHistoryConfig && !notes.IsVertex,
        "historyConfig",
        notes.IsVertex ? "Vertex does not know it" : $"{notes.Model.Id} takes history as clientContent without it");
}
