using System.Net;
using Cortex.Engines.Turns;
using Cortex.Media.Audio;

namespace Cortex.Engines.Tests.Http;

/// <summary>The speech model's sound in its forms, and what speaks when it does not (reference 7.3).</summary>
public sealed class HttpSpeechTests
{
    private static readonly byte[] Pcm24 = [.. Enumerable.Range(0, 4800).Select(static i => (byte)i)];

    [Fact]
    public async Task Bare_sound_and_a_wav_file_give_the_same_speech()
    {
        using var api = new FakeApi()
            .Answers(FakeApi.Slice("One. Two.", "STOP"))
            .Speaks(Pcm24, "audio/L16;codec=pcm;rate=24000")
            .Speaks(Wav(Pcm24, 24000), "audio/wav");
        using var brain = api.Brain(speaks: true);

        var parts = (await FakeApi.RunAsync(brain, FakeApi.Typed("?"))).OfType<AnswerSpeech>().ToArray();

        Assert.Equal(["One.", "Two."], parts.Select(static part => part.Text));
        Assert.All(parts, static part => Assert.Equal(Pcm24, part.Pcm.ToArray()));
        Assert.Empty(api.Voice.Spoken);
    }

    [Fact]
    public async Task Another_rate_is_converted()
    {
        using var api = new FakeApi().Answers(FakeApi.Slice("One.", "STOP")).Speaks(Pcm24[..3200], "audio/L16; rate=16000");
        using var brain = api.Brain(speaks: true);

        var speech = (await FakeApi.RunAsync(brain, FakeApi.Typed("?"))).OfType<AnswerSpeech>().Single();

        Assert.Equal(4800, speech.Pcm.Length);
    }

    [Fact]
    public async Task Spoken_sentences_are_paid_for_too()
    {
        using var api = new FakeApi().Answers(FakeApi.Slice("One.", "STOP")).Speaks(Pcm24, "audio/wav");
        using var brain = api.Brain(speaks: true);

        var usage = (await FakeApi.RunAsync(brain, FakeApi.Typed("?"))).OfType<AnswerUsage>().Single().Usage;

        Assert.Equal((3, 50, 53), (usage.PromptTokenCount, usage.ResponseTokenCount, usage.TotalTokenCount));
    }

    [Fact]
    public async Task Where_the_speech_model_fails_this_device_speaks_and_leaves_it_alone_for_a_minute()
    {
        using var api = new FakeApi()
            .Answers(FakeApi.Slice("One.", "STOP")).CannotSpeak(HttpStatusCode.NotFound)
            .Answers(FakeApi.Slice("Two.", "STOP"))
            .Answers(FakeApi.Slice("Three.", "STOP")).Speaks(Pcm24, "audio/wav");
        using var brain = api.Brain(speaks: true);

        await FakeApi.RunAsync(brain, FakeApi.Typed("?"));
        await FakeApi.RunAsync(brain, FakeApi.Typed("?"));
        Assert.Equal(["One.", "Two."], api.Voice.Spoken);

        api.Clock.Advance(TimeSpan.FromMinutes(1));
        var parts = await FakeApi.RunAsync(brain, FakeApi.Typed("?"));
        Assert.Equal(Pcm24.Length, parts.OfType<AnswerSpeech>().Single().Pcm.Length);
        Assert.Equal(["One.", "Two."], api.Voice.Spoken);
    }

    private static byte[] Wav(byte[] pcm, int rate)
    {
        var samples = new short[pcm.Length / 2];
        Pcm.FromBytes(pcm, samples);
        using var stream = new MemoryStream();
        using (var writer = new WavWriter(stream, "test", rate))
        {
            writer.Write(samples);
        }

        return stream.ToArray();
    }
}
