using CsCheck;
using Cortex.Engines.Http;

namespace Cortex.Engines.Tests.Http;

/// <summary>Sentences out of words that come piece by piece.</summary>
public sealed class SentenceCutterTests
{
    private static readonly string[] Tokens = ["a", "Dr.", "chair.", "what?", "3.5", "x…", "\n", "e.g.", "😀", "longerword"];

    [Theory]
    [InlineData("A chair. Two people!  One waves? Yes", "A chair.|Two people!|One waves?|Yes")]
    [InlineData("It costs 3.50 euros. Dr. Smith paid.", "It costs 3.50 euros.|Dr. Smith paid.")]
    [InlineData("Line one\nLine two", "Line one|Line two")]
    [InlineData("At 3. floor it stops. Good.", "At 3. floor it stops.|Good.")]
    [InlineData("  ", "")]
    public void Sentences_end_where_a_reader_pauses(string text, string expected) => Assert.Equal(expected, string.Join('|', Cut([text])));

    [Fact]
    public void However_it_is_torn_the_sentences_are_the_same_and_no_word_is_lost() =>
        Gen.Int[0, Tokens.Length - 1].Select(static i => Tokens[i]).List[0, 200].SelectMany(
            static words => Gen.Int[1, 7].List[1, 20].Select(sizes => (Text: string.Join(' ', words), Sizes: sizes)))
        .Sample(static given =>
        {
            var torn = Cut(Pieces(given.Text, given.Sizes)).ToArray();
            Assert.Equal(Words(given.Text), Words(string.Join(' ', torn)));
            Assert.All(torn, static sentence => Assert.InRange(sentence.Length, 1, SentenceCutter.Longest));
            if (given.Text.Length <= SentenceCutter.Longest)
            {
                Assert.Equal(Cut([given.Text]), torn);
            }
        });

    private static IEnumerable<string> Cut(IEnumerable<string> pieces)
    {
        var cutter = new SentenceCutter();
        foreach (var sentence in pieces.SelectMany(cutter.Add))
        {
            yield return sentence;
        }

        if (cutter.Finish() is { } rest)
        {
            yield return rest;
        }
    }

    private static IEnumerable<string> Pieces(string text, List<int> sizes)
    {
        for (int at = 0, i = 0; at < text.Length; i++)
        {
            var size = Math.Min(sizes[i % sizes.Count], text.Length - at);
            yield return text.Substring(at, size);
            at += size;
        }
    }

    private static string[] Words(string text) => text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
}
