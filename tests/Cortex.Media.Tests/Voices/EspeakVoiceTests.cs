using Cortex.Media.Audio;
using Cortex.Media.Voices;
using Cortex.Testing;

namespace Cortex.Media.Tests.Voices;

public sealed class EspeakVoiceTests
{
    [Fact]
    public async Task A_sentence_is_spoken_at_24_kHz_level_and_without_waiting()
    {
        using var voice = await FindAsync();

        var samples = await SpeakAsync(voice, "What is the weather like in London today?");

        Assert.True(voice.CanSpeak);
        Assert.Null(voice.Advice);
        Assert.Equal("espeak-ng (en-gb)", voice.Name);
        Assert.InRange(samples.Length / 24000.0, 1.5, 4);
        Assert.InRange(Pcm.Peak(samples), 3000, 29300);
        Assert.InRange(ActiveDbfs(samples), -21, -19);
        var first = Array.FindIndex(samples, s => Math.Abs((int)s) > 300);
        Assert.InRange(first / 24.0, 0, 40);
    }

    [Fact]
    public async Task Languages_and_rate_change_the_sound_and_unknown_ones_do_not_fail()
    {
        using var voice = await FindAsync();
        using var fast = await FindAsync(new VoiceOptions { WordsPerMinute = 320 });
        const string Text = "Guten Tag, wie geht es Ihnen heute?";

        var english = await SpeakAsync(voice, Text);
        Assert.NotEqual(english, await SpeakAsync(voice, Text, "de-DE"));
        Assert.Equal(english, await SpeakAsync(voice, Text, "xx-Nowhere"));
        Assert.Equal(english, await SpeakAsync(voice, Text, "-w /tmp/never"));
        Assert.True((await SpeakAsync(fast, Text)).Length < english.Length * 0.75);
    }

    [Fact]
    public async Task A_long_text_is_whole()
    {
        using var voice = await FindAsync();
        var sentence = "The door is on the left, two steps ahead of you. ";
        var one = await SpeakAsync(voice, sentence);

        var many = await SpeakAsync(voice, string.Concat(Enumerable.Repeat(sentence, 40)));

        Assert.InRange(many.Length / (double)one.Length, 34, 46);
    }

    [Theory]
    [InlineData(""), InlineData("  \n "), InlineData("[[ ]]"), InlineData("...")]
    public async Task Nothing_to_say_is_no_failure(string text)
    {
        using var voice = await FindAsync();

        var samples = await SpeakAsync(voice, text);

        Assert.True(samples.Length < 24000);
    }

    [Fact]
    public async Task Text_never_reaches_the_command_line_or_the_phoneme_switch()
    {
        using var voice = await FindAsync();

        Assert.Equal(await SpeakAsync(voice, "say h@l'oU now"), await SpeakAsync(voice, "say [[h@l'oU]] now"));
        Assert.NotEmpty(await SpeakAsync(voice, "--version -f /etc/passwd"));
    }

    [Fact]
    public async Task Many_at_once_all_speak()
    {
        using var voice = await FindAsync(new VoiceOptions { Concurrency = 2 });

        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => SpeakAsync(voice, "Yes."))).Within("eight answers");

        Assert.All(all, one => Assert.Equal(all[0], one));
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_no_voice() =>
        Assert.Null(await EspeakVoice.FindAsync(program: "espeak-of-nowhere", cancellationToken: TestContext.Current.CancellationToken));

    [Fact]
    public async Task The_best_voice_of_this_machine_speaks()
    {
        Programs.Require("espeak-ng");

        Assert.IsType<EspeakVoice>(await Cortex.Media.Voices.Voices.FindAsync(cancellationToken: TestContext.Current.CancellationToken));
    }

    private static async Task<EspeakVoice> FindAsync(VoiceOptions? options = null)
    {
        Programs.Require("espeak-ng");
        return Assert.IsType<EspeakVoice>(await EspeakVoice.FindAsync(options, cancellationToken: TestContext.Current.CancellationToken));
    }

    private static async Task<short[]> SpeakAsync(EspeakVoice voice, string text, string? language = null)
    {
        var pcm = await voice.SpeakAsync(text, language, TestContext.Current.CancellationToken);
        var samples = new short[pcm.Length / 2];
        Pcm.FromBytes(pcm.Span, samples);
        return samples;
    }

    /// <summary>The level over the parts that sound.</summary>
    private static double ActiveDbfs(short[] samples)
    {
        var loud = samples.Chunk(240).Where(part => Pcm.LevelDbfs(part) > -45).SelectMany(part => part).ToArray();
        return Pcm.LevelDbfs(loud);
    }
}
