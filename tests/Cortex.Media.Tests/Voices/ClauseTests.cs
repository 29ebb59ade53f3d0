using Cortex.Media.Voices;

namespace Cortex.Media.Tests.Voices;

/// <summary>Clauses, as a reader pauses.</summary>
public sealed class ClauseTests
{
    [Theory]
    [InlineData("Hello, world.", "Hello|,;world|.")]
    [InlineData("It costs 3.50, or 1,000: cheap!", "It costs 3.50|,;or 1,000|:;cheap|!")]
    [InlineData("One… two", "One|.;two|")]
    [InlineData("  ,  ", "")]
    public void A_text_is_cut_where_a_sign_ends_a_word(string text, string expected) =>
        Assert.Equal(expected, string.Join(';', Clause.Of(text).Select(static clause => $"{clause.Words}|{clause.Sign}")));
}
