using CsCheck;
using Cortex.Media.Voices;

namespace Cortex.Media.Tests.Voices;

public sealed class SpeechTextTests
{
    [Fact]
    public void Long_text_is_cut_after_sentences()
    {
        var sentence = "There is a chair on the left and a table on the right of it. ";
        var pieces = SpeechText.Pieces(string.Concat(Enumerable.Repeat(sentence, 10))).ToArray();

        Assert.Equal(3, pieces.Length);
        Assert.All(pieces, piece => Assert.EndsWith(".", piece, StringComparison.Ordinal));
        Assert.Equal(string.Join(' ', Enumerable.Repeat(sentence.Trim(), 10)), string.Join(' ', pieces));
    }

    [Fact]
    public void An_endless_word_is_cut_between_characters()
    {
        var pieces = SpeechText.Pieces("x" + string.Concat(Enumerable.Repeat("😀", 400))).ToArray();

        Assert.All(pieces, piece => Assert.False(char.IsLowSurrogate(piece[0])));
        Assert.Equal(801, pieces.Sum(p => p.Length));
    }

    [Fact]
    public void No_word_is_lost_and_no_piece_is_too_long() =>
        Gen.Char["abc .!?:;\n\t[]。é"].Array[0, 2000].Select(chars => new string(chars)).Sample(text =>
        {
            var pieces = SpeechText.Pieces(text).ToArray();

            Assert.All(pieces, piece => Assert.InRange(piece.Length, 1, SpeechText.LongestPiece));
            Assert.Equal(Bare(text.Replace('[', ' ').Replace(']', ' ')), Bare(string.Concat(pieces)));
        });

    private static string Bare(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
