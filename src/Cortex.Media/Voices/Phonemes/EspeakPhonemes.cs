using System.Text;

namespace Cortex.Media.Voices;

/// <summary>Turns words into phonemes (IPA) with <c>espeak-ng</c>, signs kept, because models read pauses and tunes from them.</summary>
internal sealed class EspeakPhonemes(string program, TimeSpan timeLimit, TimeProvider time)
{
    /// <summary>The phonemes of a piece of text. Sounds that belong together are tied with <c>^</c>.</summary>
    /// <param name="text">Cleaned text, at most a few sentences.</param>
    /// <param name="espeakVoice">espeak-ng's own name of the language.</param>
    /// <param name="tied">Whether to tie.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="VoiceException">The program failed or took too long.</exception>
    public async Task<string> ReadAsync(string text, string espeakVoice, bool tied, CancellationToken cancellationToken)
    {
        var phonemes = new StringBuilder();
        string[] arguments = tied
            ? ["-q", "--ipa", "--tie=^", "--stdin", "-b", "1", "-v", espeakVoice]
            : ["-q", "--ipa", "--stdin", "-b", "1", "-v", espeakVoice];
        foreach (var (words, sign) in Clause.Of(text))
        {
            var output = await SpeechProgram.RunAsync(program, arguments, words, timeLimit, time, cancellationToken).ConfigureAwait(false);
            var spoken = string.Join(' ', Encoding.UTF8.GetString(output).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
            if (phonemes.Length > 0 && spoken.Length > 0)
            {
                phonemes.Append(' ');
            }

            phonemes.Append(WithoutLanguageMarks(spoken)).Append(spoken.Length > 0 ? sign : "");
        }

        return phonemes.ToString();
    }

    // Foreign words come as (en)…(fr): the marks are no sounds.
    private static string WithoutLanguageMarks(string phonemes)
    {
        while (phonemes.IndexOf('(', StringComparison.Ordinal) is >= 0 and var open && phonemes.IndexOf(')', open) is > 0 and var close)
        {
            phonemes = phonemes.Remove(open, close - open + 1);
        }

        return phonemes;
    }
}
