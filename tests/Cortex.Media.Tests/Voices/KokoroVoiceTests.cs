using Cortex.Media.Voices;
using Cortex.Testing;
using static Cortex.Media.Voices.Voices;

namespace Cortex.Media.Tests.Voices;

/// <summary>Kokoro: files, phonemes, numbers, sound. The model is a small one that hums for each token.</summary>
public sealed class KokoroVoiceTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cortex-kokoro-");

    // How fast a voice is decides whether it is taken, and a busy machine would decide otherwise.
    private static TimeProvider Unhurried => new Microsoft.Extensions.Time.Testing.FakeTimeProvider();

    private string Models => _folder.FullName;

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("input_ids")]
    [InlineData("tokens")]
    public async Task Pulled_files_make_it_the_voice_of_this_machine(string tokensInput)
    {
        Programs.Require("espeak-ng");
        VoiceModels.WriteKokoro(Path.Combine(Models, "kokoro"), tokensInput);

        var voice = await FindAsync(new VoiceOptions { ModelFolder = Models }, time: Unhurried, cancellationToken: TestContext.Current.CancellationToken);
        var sound = await voice.SpeakAsync("Hello, world.", null, TestContext.Current.CancellationToken);

        Assert.Equal("kokoro (af_heart)", voice.Name);
        var tokens = sound.Length / 2.0 / VoiceModels.Hop;
        Assert.InRange(tokens, 10, 25);
    }

    [Fact]
    public async Task A_language_the_voice_does_not_speak_is_spoken_by_espeak()
    {
        Programs.Require("espeak-ng");
        VoiceModels.WriteKokoro(Path.Combine(Models, "kokoro"));

        Assert.IsType<EspeakVoice>(await FindAsync(new VoiceOptions { ModelFolder = Models, Language = "pl" }, cancellationToken: TestContext.Current.CancellationToken));

        var english = await FindAsync(new VoiceOptions { ModelFolder = Models }, time: Unhurried, cancellationToken: TestContext.Current.CancellationToken);
        var polish = await english.SpeakAsync("Dzień dobry.", "pl", TestContext.Current.CancellationToken);
        Assert.NotEqual(0, (polish.Length / 2) % VoiceModels.Hop);
    }

    [Fact]
    public async Task A_damaged_model_is_left_out_and_the_log_says_what_to_do()
    {
        Programs.Require("espeak-ng");
        VoiceModels.WriteKokoro(Path.Combine(Models, "kokoro"));
        await File.WriteAllTextAsync(Path.Combine(Models, "kokoro", "model_quantized.onnx"), "no model", TestContext.Current.CancellationToken);
        var log = new LogCapture();

        var voice = await FindAsync(new VoiceOptions { ModelFolder = Models }, loggers: log, cancellationToken: TestContext.Current.CancellationToken);

        Assert.IsType<EspeakVoice>(voice);
        Assert.Contains(log.Lines, static line => line.Message.Contains("model_quantized.onnx") && line.Message.Contains("cortex models pull"));
    }

    [Fact]
    public void Phonemes_are_spelled_as_the_model_was_taught()
    {
        Assert.Equal("həlˈO", KokoroSpelling.Spell("həlˈo^ʊ", "en-us"));
        Assert.Equal("ʤˈʌʤ ðə tˈIm nˈW", KokoroSpelling.Spell("d^ʒˈʌd^ʒ ðə tˈa^ɪm nˈa^ʊ", "en-us"));
        Assert.Equal("həlˈQ", KokoroSpelling.Spell("həlˈə^ʊ", "en-gb"));
        Assert.Equal("bɔnʒˈuɹ", KokoroSpelling.Spell("bɔnʒˈur", "fr-fr"));
    }

    [Fact]
    public void A_long_text_is_cut_at_a_blank_and_loses_nothing()
    {
        VoiceModels.WriteKokoro(Models);
        var tokens = KokoroTokens.Load(Path.Combine(Models, "tokenizer.json"));

        var runs = tokens.Runs(string.Join(' ', Enumerable.Repeat("abcde", 200))).ToArray();

        Assert.All(runs, static run => Assert.InRange(run.Length, 3, KokoroTokens.Most + 2));
        Assert.All(runs, static run => Assert.Equal((0, 0), (run[0], run[^1])));
        Assert.Equal(199, runs.SelectMany(static run => run).Count(static number => number == 16));
        Assert.All(runs[..^1], static run => Assert.Equal(16, run[^2]));
        Assert.Equal(800, runs.SelectMany(static run => run).Count(static number => number is 43 or 44 or 46 or 47));
    }

    [Fact]
    public void The_style_is_that_of_the_texts_length()
    {
        VoiceModels.WriteKokoro(Models);
        var style = KokoroStyle.Load(Path.Combine(Models, "voices", "af_heart.bin"));

        Assert.Equal((0f, 42f, 509f), (style.For(0).Span[255], style.For(42).Span[0], style.For(9999).Span[7]));
    }

    [Fact]
    public void A_file_that_is_no_voice_says_so()
    {
        var path = Path.Combine(Models, "af_heart.bin");
        File.WriteAllText(path, "<html>not found</html>");

        var fault = Assert.Throws<VoiceException>(() => KokoroStyle.Load(path));
        Assert.Contains(path, fault.Message);
        Assert.Contains("cortex models pull kokoro", fault.Message);
    }
}
