using System.Collections.Frozen;
using System.Text.Json;

namespace Cortex.Media.Voices;

/// <summary>The model's alphabet: one number for each phoneme and sign, read from its <c>tokenizer.json</c>.</summary>
internal sealed class KokoroTokens
{
    /// <summary>What one run takes, the two ends aside.</summary>
    public const int Most = 510;

    private const long End = 0;
    private readonly FrozenDictionary<char, long> _numbers;

    private KokoroTokens(FrozenDictionary<char, long> numbers) => _numbers = numbers;

    /// <summary>Reads the alphabet.</summary>
    /// <exception cref="VoiceException">The file is none.</exception>
    public static KokoroTokens Load(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            var root = document.RootElement;
            var alphabet = root.TryGetProperty("model", out var model) ? model.GetProperty("vocab") : root.GetProperty("vocab");
            return new KokoroTokens(alphabet.EnumerateObject()
                .Where(static entry => entry.Name.Length == 1)
                .ToFrozenDictionary(static entry => entry.Name[0], static entry => entry.Value.GetInt64()));
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new VoiceException($"{path}: is no alphabet of Kokoro: {fault.Message}; fetch it again: cortex models pull kokoro", fault);
        }
    }

    /// <summary>The phonemes as numbers between two ends, in as many runs as are needed, cut at blanks; what the model does not know is left out.</summary>
    public IEnumerable<long[]> Runs(string phonemes)
    {
        List<long> numbers = [];
        var blank = 0;
        foreach (var phoneme in phonemes)
        {
            if (!_numbers.TryGetValue(phoneme, out var number))
            {
                continue;
            }

            if (numbers.Count == Most)
            {
                var cut = blank > 0 ? blank : Most;
                yield return [End, .. numbers[..cut], End];
                numbers.RemoveRange(0, cut);
                blank = 0;
            }

            numbers.Add(number);
            if (phoneme is ' ')
            {
                blank = numbers.Count;
            }
        }

        if (numbers.Count > 0)
        {
            yield return [End, .. numbers, End];
        }
    }
}
