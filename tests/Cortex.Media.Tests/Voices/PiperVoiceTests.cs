using Cortex.Media.Voices;
using Cortex.Testing;
using static Cortex.Media.Voices.Voices;

namespace Cortex.Media.Tests.Voices;

/// <summary>Piper: its JSON, its numbers, its sound. The model is a small one that hums for each number.</summary>
public sealed class PiperVoiceTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cortex-piper-");

    // How fast a voice is decides whether it is taken, and a busy machine would decide otherwise.
    private static TimeProvider Unhurried => new Microsoft.Extensions.Time.Testing.FakeTimeProvider();

    private string Models => _folder.FullName;

    private string Config => Path.Combine(Models, "piper", "en_US-test-medium.onnx.json");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Pulled_files_make_it_the_voice_at_24_kHz()
    {
        Programs.Require("espeak-ng");
        VoiceModels.WritePiper(Path.Combine(Models, "piper"), sampleRateHz: 12_000);

        var voice = await FindAsync(new VoiceOptions { ModelFolder = Models }, time: Unhurried, cancellationToken: TestContext.Current.CancellationToken);
        var sound = await voice.SpeakAsync("Hello.", null, TestContext.Current.CancellationToken);

        Assert.Equal("piper (en_US-test-medium)", voice.Name);

        // h ə l ˈ o ʊ . with a gap after each, between ^ _ and $: 17 numbers, at twice the rate they came in.
        Assert.InRange(sound.Length / 2.0 / VoiceModels.Hop, 2 * 16, 2 * 18);
    }

    [Fact]
    public async Task Kokoro_is_preferred_and_a_kind_can_be_named()
    {
        Programs.Require("espeak-ng");
        VoiceModels.WritePiper(Path.Combine(Models, "piper"));
        VoiceModels.WriteKokoro(Path.Combine(Models, "kokoro"));

        Assert.StartsWith("kokoro", (await FindAsync(new VoiceOptions { ModelFolder = Models }, time: Unhurried, cancellationToken: TestContext.Current.CancellationToken)).Name);
        Assert.StartsWith("piper", (await FindAsync(new VoiceOptions { ModelFolder = Models, Kind = VoiceKind.Piper }, time: Unhurried, cancellationToken: TestContext.Current.CancellationToken)).Name);
        Assert.StartsWith("espeak", (await FindAsync(new VoiceOptions { ModelFolder = Models, Kind = VoiceKind.Espeak }, cancellationToken: TestContext.Current.CancellationToken)).Name);
    }

    [Fact]
    public void Numbers_stand_as_the_model_wants_them()
    {
        VoiceModels.WritePiper(Path.Combine(Models, "piper"));

        Assert.Equal([1, 0, 20, 0, 14, 0, 10, 0, 2], PiperConfig.Load(Config).Spell("ha\u2603."));
    }

    [Theory]
    [InlineData("{", "cortex models pull piper")]
    [InlineData("""{ "phoneme_type": "text" }""", "take another voice")]
    [InlineData("""{ "audio": { } }""", "cortex models pull piper")]
    public void A_configuration_that_cannot_be_used_says_what_to_do(string json, string advice)
    {
        Directory.CreateDirectory(Path.Combine(Models, "piper"));
        File.WriteAllText(Config, json);

        Assert.Contains(advice, Assert.Throws<VoiceException>(() => PiperConfig.Load(Config)).Message);
    }
}
