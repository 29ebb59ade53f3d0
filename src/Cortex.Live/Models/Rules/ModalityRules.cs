using Cortex.Live.Protocol;

namespace Cortex.Live.Models;

/// <summary>Fits <c>responseModalities</c>: exactly one, of those the model answers in (reference 2.1, section 5).</summary>
static class ModalityRules
{
    public static IReadOnlyList<Modality>? Fit(IReadOnlyList<Modality>? wanted, FilterNotes notes)
    {
        var accepted = notes.Model.Modalities;
        if (wanted is null or [])
        {
            // An omitted modality means AUDIO.
            if (accepted[0] == Modality.Audio)
            {
                return null;
            }

            notes.Added.Add($"responseModalities [{accepted[0]}] was added: {notes.Model.Id} answers in nothing else");
            return [accepted[0]];
        }

        var chosen = wanted.Any(accepted.Contains) ? wanted.First(accepted.Contains) : accepted[0];
        foreach (var other in wanted.Distinct().Where(modality => modality != chosen))
        {
            var instead = other == Modality.Text && chosen == Modality.Audio ? "; the words come as outputAudioTranscription" : "";
            notes.LeaveOut($"response modality {other}", $"{notes.Model.Id} answers in {chosen} in this session{instead}");
        }

        return [chosen];
    }

    /// <summary>True where written answers were asked for and only their transcription can be had.</summary>
    public static bool WantsWords(Setup setup, FilterNotes notes) =>
        setup.GenerationConfig?.ResponseModalities?.Contains(Modality.Text) is true
        && !notes.Model.Modalities.Contains(Modality.Text)
        && setup.OutputAudioTranscription is null;
}
