using Cortex.Assistant.Heard;
using CsCheck;

namespace Cortex.Assistant.Tests;

public sealed class HeardWordsTests
{
    private static readonly TranscriptPiece[] Ahead = [new(" A red car stands at the kerb,", Ms(0)), new(" and behind it a dog.", Ms(200))];

    [Fact]
    public void Half_the_sound_is_half_the_words_and_no_half_word()
    {
        Assert.Equal(" A red car stands at the", Until(Ahead, heard: 1000, arrived: 2000, all: true));
    }

    [Fact]
    public void Words_whose_sound_had_not_arrived_were_not_heard()
    {
        // 51 characters take about 3.4 s; 400 ms had arrived and were heard.
        Assert.Equal(" A red", Until(Ahead, heard: 500, arrived: 500, all: false));
    }

    [Fact]
    public void A_piece_that_came_after_the_sound_that_was_heard_is_not_among_it()
    {
        TranscriptPiece[] sentences = [new("Yes.", Ms(0)), new(" And more of it.", Ms(1000))];

        Assert.Equal("Yes.", Until(sentences, heard: 900, arrived: 1200, all: true));
    }

    [Fact]
    public void All_the_sound_is_all_the_words() =>
        Assert.Equal(" A red car stands at the kerb, and behind it a dog.", Until(Ahead, heard: 2000, arrived: 2000, all: true));

    [Fact]
    public void Nothing_heard_is_nothing_said() => Assert.Equal("", Until(Ahead, heard: 0, arrived: 2000, all: true));

    [Fact]
    public void More_sound_never_means_fewer_words_and_words_are_never_cut()
    {
        var piece = Gen.Select(Gen.OneOf(Gen.Const(" a"), Gen.Const(" word"), Gen.Const(" in"), Gen.Const(" longer"), Gen.Const("pieces"), Gen.Const(", and")), Gen.Int[0, 500]);
        Gen.Select(piece.List[0, 20], Gen.Int[0, 5000], Gen.Int[0, 5000], Gen.Bool).Sample((pieces, one, other, all) =>
        {
            var arrived = 0;
            var transcript = pieces.Select(entry => new TranscriptPiece(entry.Item1, Ms(arrived += entry.Item2))).ToList();
            var text = string.Concat(transcript.Select(static entry => entry.Text));
            var less = Until(transcript, Math.Min(one, other), 5000, all);
            var more = Until(transcript, Math.Max(one, other), 5000, all);

            Assert.StartsWith(less, more, StringComparison.Ordinal);
            Assert.StartsWith(more, text, StringComparison.Ordinal);
            Assert.True(more.Length == text.Length || char.IsWhiteSpace(text[more.Length]) || more.Length is 0);
        });
    }

    private static string Until(IReadOnlyList<TranscriptPiece> pieces, int heard, int arrived, bool all) =>
        HeardWords.Until(pieces, Ms(heard), Ms(arrived), all, SpeechRate.Default);

    private static TimeSpan Ms(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
}
