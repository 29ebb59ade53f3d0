namespace Cortex.Live.Protocol;

/// <summary>Words in writing (reference 3.1).</summary>
public sealed class Transcription
{
    /// <summary>A piece; append it as it is, spaces included.</summary>
    public string Text { get; init; } = "";

    /// <summary>Unreliable on the Developer API.</summary>
    public bool Finished { get; init; }

    /// <summary>BCP-47.</summary>
    public string? LanguageCode { get; init; }

    /// <summary>Who, with diarization.</summary>
    public string? SpeakerLabel { get; init; }

    /// <summary>Times for each word.</summary>
    public IReadOnlyList<TranscribedWord>? Words { get; init; }
}
