using Cortex.Media.Voices;

namespace Cortex.Media.Tests.Voices;

public sealed class EspeakLanguagesTests
{
    private const string Table = """
        Pty Language       Age/Gender VoiceName          File                 Other Languages
         5  cmn             --/M      Chinese_(Mandarin,_latin_as_English) sit/cmn              (zh-cmn 5)(zh 5)
         5  de              --/M      German             gmw/de
         2  en-gb           --/M      English_(Great_Britain) gmw/en               (en 2)
         2  en-us           --/M      English_(America)  gmw/en-US            (en 3)
         5  fr-fr           --/M      French_(France)    roa/fr               (fr 5)
         5  nb              --/M      Norwegian_Bokmål   gmq/nb               (no 5)
         5  pt              --/M      Portuguese_(Portugal) roa/pt               (pt-pt 5)
         5  pt-br           --/M      Portuguese_(Brazil) roa/pt-BR            (pt 6)
         5  yue             --/M      Chinese_(Cantonese) sit/yue              (zh-yue 5)
        """;

    [Theory]
    [InlineData("en-GB", "en-gb"), InlineData("en", "en-gb"), InlineData("en-AU", "en-gb"), InlineData("en_US", "en-us")]
    [InlineData("de-DE", "de"), InlineData("de-CH-1996", "de"), InlineData("fr", "fr-fr"), InlineData("fr-CA", "fr-fr")]
    [InlineData("pt-BR", "pt-br"), InlineData("pt-PT", "pt"), InlineData("zh-CN", "cmn"), InlineData("zh-HK", "yue"), InlineData("no", "nb")]
    [InlineData("tlh", "en-gb"), InlineData("", "en-gb"), InlineData("--help", "en-gb"), InlineData("-", "en-gb")]
    public void The_nearest_language_is_taken_and_only_one_from_the_list(string wanted, string taken) =>
        Assert.Equal(taken, EspeakLanguages.Parse(Table).Find(wanted));

    [Fact]
    public void A_table_without_English_still_gives_a_voice() =>
        Assert.Equal("de", EspeakLanguages.Parse("head\n 5  de  --/M German gmw/de").Find("en-GB"));

    [Fact]
    public void A_table_that_is_none_has_no_languages() => Assert.Equal(0, EspeakLanguages.Parse("espeak: command failed").Count);
}
