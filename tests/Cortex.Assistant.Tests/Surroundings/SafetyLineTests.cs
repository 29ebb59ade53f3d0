using Cortex.Assistant.Cues;
using Cortex.Assistant.Surroundings;
using Cortex.Media.Audio;
using Cortex.Media.Detection;
using Cortex.Media.Frames;
using Cortex.Media.Voices;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cortex.Assistant.Tests.Surroundings;

/// <summary>The safety line through a pump on a fake clock: heard over an answer, at once, and the answer goes on.</summary>
public sealed class SafetyLineTests
{
    private const short AnswerLevel = 3000;

    [Fact]
    public async Task It_is_heard_over_an_answer_within_a_few_periods_and_the_answer_gives_way()
    {
        await using var rig = new Rig();
        rig.Engine.OnSent = sent =>
        {
            if (sent.Kind is "end")
            {
                rig.Engine.Speak(6000, AnswerLevel, words: " A long answer.");
                rig.Engine.Complete();
            }
        };
        var start = rig.Clock.GetUtcNow();
        await using var pump = rig.Start();
        var (line, voice, cues) = await MakeAsync(rig, pump.PlayOver);
        rig.Microphone.Play(Rig.Say(500).Speech);
        await rig.Until(() => pump.Status.SoundingTurn is 1);
        await rig.Run(TimeSpan.FromSeconds(1));

        var before = (rig.Clock.GetUtcNow() - start).TotalMilliseconds;
        Come(line, rig, "car");
        await rig.Run(TimeSpan.FromSeconds(1));
        await rig.StopAsync(pump);
        var heard = await rig.HeardAsync();

        Assert.Equal(["Car coming closer", "Person coming closer"], voice.Spoken.Order(StringComparer.Ordinal));
        Assert.Equal([Cue.Warning], cues);
        Assert.Equal((1, 0, 0), (line.Counts.Spoken, line.Counts.Wordless, line.Counts.Refused));

        var first = Array.FindIndex(heard, sample => Math.Abs((int)sample) > 2 * AnswerLevel);
        var startedMs = first / 24.0;
        Assert.InRange(startedMs - before, 0, 40);

        // While the words sound the answer is down by 24 dB, and full again after them.
        var after = heard.AsSpan(first + (24 * (FixedVoice.Milliseconds + 30)), 2400);
        Assert.Equal(AnswerLevel, Pcm.Peak(after), AnswerLevel * 0.02);
    }

    [Fact]
    public async Task It_is_heard_when_nobody_answers_at_all()
    {
        await using var rig = new Rig();
        await using var pump = rig.Start();
        var (line, _, _) = await MakeAsync(rig, pump.PlayOver);
        await rig.Run(TimeSpan.FromMilliseconds(100));

        Come(line, rig, "person");
        await rig.Run(TimeSpan.FromMilliseconds(500));
        await rig.StopAsync(pump);

        Assert.InRange(Pcm.Peak(await rig.HeardAsync()), 20_000, 30_000);
    }

    [Fact]
    public async Task Without_words_the_cue_is_there_and_a_full_loudspeaker_is_counted()
    {
        await using var rig = new Rig();
        var (line, _, cues) = await MakeAsync(rig, static (_, _, _) => false);

        Come(line, rig, "bus");
        rig.Clock.Advance(TimeSpan.FromSeconds(10));
        Come(line, rig, "car", track: 9);

        Assert.Equal([Cue.Warning, Cue.Warning], cues);
        Assert.Equal((0, 1, 1), (line.Counts.Spoken, line.Counts.Wordless, line.Counts.Refused));
    }

    private static async Task<(SafetyLine Line, FixedVoice Voice, List<Cue> Cues)> MakeAsync(Rig rig, CueOutput output)
    {
        var voice = new FixedVoice();
        var phrases = new WarningPhrases(voice, "en", TimeSpan.Zero, NullLoggerFactory.Instance);
        await phrases.PrepareAsync(["car", "person"], TestContext.Current.CancellationToken);
        List<Cue> cues = [];
        return (new SafetyLine(new WarningOptions(), phrases, output, cues.Add, rig.Clock, NullLoggerFactory.Instance), voice, cues);
    }

    private static void Come(SafetyLine line, Rig rig, string label, int track = 1)
    {
        for (var i = 0; i < 2; i++)
        {
            line.On(new Scene([new SceneObject(label, 0.9, new PicturePlace(0.4f, 0.4f, 0.6f, 0.6f)) { Track = track, GrowthPerSecond = 0.5 }], rig.Clock.GetTimestamp()));
        }
    }

    private sealed class FixedVoice : IVoice
    {
        public const int Milliseconds = 400;

        public string Name => "fixed";

        public bool CanSpeak => true;

        public string? Advice => null;

        public List<string> Spoken { get; } = [];

        public Task<ReadOnlyMemory<byte>> SpeakAsync(string text, string? language, CancellationToken cancellationToken)
        {
            Spoken.Add(text);
            var samples = new short[24 * (Milliseconds + 200)];
            samples.AsSpan(24 * 150, 24 * Milliseconds).Fill(6000);
            var bytes = new byte[samples.Length * 2];
            Pcm.ToBytes(samples, bytes);
            return Task.FromResult<ReadOnlyMemory<byte>>(bytes);
        }
    }
}
