using System.Text.Json.Serialization;

namespace Cortex.Engines.Scenario;

/// <summary>
/// One thing that is said: a text through the voice (in a script also just the text in quotes), a WAV file, a tone, a pause that is
/// heard, or a stall of the model.
/// </summary>
[JsonConverter(typeof(SayConverter))]
public sealed record ScriptSay
{
    /// <summary>The words, with placeholders; spoken by the voice unless <see cref="Wav"/> or <see cref="ToneHz"/> gives the sound.</summary>
    public string? Text { get; init; }

    /// <summary>A WAV file, relative to the script.</summary>
    public string? Wav { get; init; }

    /// <summary>A sine of this frequency.</summary>
    public int? ToneHz { get; init; }

    /// <summary>How long the tone lasts, in milliseconds; null: 500.</summary>
    public int? ToneMs { get; init; }

    /// <summary>Silence in the answer, in milliseconds.</summary>
    public int PauseMs { get; init; }

    /// <summary>The model stalls: nothing is sent for so many milliseconds.</summary>
    public int StallMs { get; init; }
}
