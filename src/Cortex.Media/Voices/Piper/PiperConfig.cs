using System.Text.Json;

namespace Cortex.Media.Voices;

/// <summary>What stands in the JSON file beside a Piper model.</summary>
/// <param name="SampleRateHz">Of its sound.</param>
/// <param name="EspeakVoice">The language it speaks, by espeak-ng's name.</param>
/// <param name="Scales">Noise, length, and width of the noise, as the model wants them.</param>
/// <param name="Speakers">How many it can be.</param>
/// <param name="Numbers">Its alphabet: numbers for each phoneme and sign.</param>
internal sealed record PiperConfig(int SampleRateHz, string EspeakVoice, float[] Scales, int Speakers, IReadOnlyDictionary<string, long[]> Numbers)
{
    /// <summary>Reads it.</summary>
    /// <exception cref="VoiceException">The file is none, or wants phonemes that espeak-ng does not make.</exception>
    public static PiperConfig Load(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            var root = document.RootElement;
            if (root.TryGetProperty("phoneme_type", out var type) && type.GetString() is not ("espeak" or null))
            {
                throw new VoiceException($"{path}: wants {type.GetString()} phonemes, and there are only those of espeak-ng; take another voice");
            }

            var inference = root.GetProperty("inference");
            return new PiperConfig(
                root.GetProperty("audio").GetProperty("sample_rate").GetInt32(),
                root.GetProperty("espeak").GetProperty("voice").GetString() ?? "en-us",
                [Number(inference, "noise_scale", 0.667f), Number(inference, "length_scale", 1), Number(inference, "noise_w", 0.8f)],
                root.TryGetProperty("num_speakers", out var speakers) ? speakers.GetInt32() : 1,
                root.GetProperty("phoneme_id_map").EnumerateObject()
                    .ToDictionary(static entry => entry.Name, static entry => entry.Value.EnumerateArray().Select(static number => number.GetInt64()).ToArray()));
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or FileNotFoundException)
        {
            throw new VoiceException($"{path}: is no configuration of a Piper voice: {fault.Message}; fetch it again: cortex models pull piper", fault);
        }
    }

    /// <summary>Phonemes as numbers: a beginning, a gap after each phoneme, an end. What the model does not know is left out.</summary>
    public long[] Spell(string phonemes)
    {
        List<long> numbers = [.. Of("^"), .. Of("_")];
        foreach (var phoneme in phonemes.EnumerateRunes())
        {
            if (Numbers.TryGetValue(phoneme.ToString(), out var known))
            {
                numbers.AddRange(known);
                numbers.AddRange(Of("_"));
            }
        }

        return [.. numbers, .. Of("$")];
    }

    private long[] Of(string sign) => Numbers.TryGetValue(sign, out var numbers) ? numbers : [];

    private static float Number(JsonElement inference, string name, float usual) =>
        inference.TryGetProperty(name, out var value) ? value.GetSingle() : usual;
}
