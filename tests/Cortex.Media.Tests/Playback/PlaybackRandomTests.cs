using Cortex.Media.Playback;
using Cortex.Media.Tests.Audio;
using Cortex.Media.Tests.Devices;

namespace Cortex.Media.Tests.Playback;

/// <summary>Whatever happens in whatever order: nothing clicks, nothing is lost.</summary>
public sealed class PlaybackRandomTests
{
    private const int Fade = 120;

    [Fact]
    public void Nothing_clicks()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            Clickless(new Random(seed), seed);
        }
    }

    [Fact]
    public void Every_sample_of_a_turn_is_heard_in_order_and_twice_only_after_a_pause()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            Whole(new Random(seed), seed);
        }
    }

    private static void Clickless(Random random, int seed)
    {
        // 300 Hz: it takes 80 samples, and 1,257 is its own steepest step.
        var wave = Tone.Sine(300, 24000, 24000);
        var queue = new PlaybackQueue(new ManualTime());
        var (turn, at, last, timestamp) = (0, 0, 0, 1_000_000L);
        var period = new short[480];
        for (var i = 0; i < 600; i++)
        {
            switch (random.Next(16))
            {
                case < 7:
                    var chunk = random.Next(10, 1500);
                    queue.Write(turn, Tone.Bytes(wave.AsSpan(at % 80, chunk)));
                    at += chunk;
                    break;
                case 7:
                    // Ends where the wave does.
                    queue.Write(turn, Tone.Bytes(wave.AsSpan(at % 80, 80 - (at % 80))));
                    queue.EndTurn(turn++);
                    at = 0;
                    break;
                case 8:
                    queue.Cut(turn++);
                    at = 0;
                    break;
                case < 12:
                    queue.Level = (PlaybackLevel)random.Next(3);
                    break;
                case 12:
                    queue.Volume = random.NextSingle() * 2;
                    break;
                case 13:
                    queue.Speed = random.Next(3) == 0 ? 1 : 0.5 + (random.NextDouble() * 1.5);
                    break;
            }

            var sound = period.AsSpan(0, random.Next(2, 480));
            queue.Fill(sound, timestamp);
            timestamp += sound.Length * 1_000_000L / 24_000;
            foreach (var sample in sound)
            {
                // Its own step and those of the fades, twice as loud.
                Assert.True(Math.Abs(sample - last) <= 2 * (1257 + 134 + 134 + 134 + 34), $"seed {seed}, {i}: a step of {sample - last}");
                last = sample;
            }
        }
    }

    private static void Whole(Random random, int seed)
    {
        var sound = Tone.Ramp(random.Next(3000, 60_000));
        var queue = new PlaybackQueue(new ManualTime());
        var (written, before, furthest, changed, levels) = (0, 0L, 0L, 0, 0);
        var period = new short[480];
        for (var i = 0; i < 5000 && !(queue.IsDrained && written == sound.Length); i++)
        {
            if (written < sound.Length && random.Next(4) == 0)
            {
                var chunk = Math.Min(sound.Length - written, random.Next(1, 3000));
                written += queue.Write(1, Tone.Bytes(sound.AsSpan(written, chunk)));
                if (written == sound.Length)
                {
                    queue.EndTurn(1);
                }
            }

            var wasHolding = queue.IsHolding;
            if (random.Next(8) == 0)
            {
                queue.Level = queue.Level is PlaybackLevel.Full ? PlaybackLevel.Paused : PlaybackLevel.Full;
                levels++;
            }

            var resumed = wasHolding && queue.Level is PlaybackLevel.Full;
            var given = period.AsSpan(0, random.Next(Fade, 480));
            queue.Fill(given, 1_000_000 + (i * 20_000L));
            if (queue.Find(1) is not { } turn)
            {
                continue;
            }

            var from = resumed ? Math.Max(0, furthest - 2400) : before;
            var count = (int)(turn.PlayedSamples - from);
            Assert.True(count >= 0, $"seed {seed}, {i}: back to {turn.PlayedSamples} from {before}");
            for (var k = 0; k < count; k++)
            {
                // Exact, or within a fade, where it is softer.
                var (expected, got) = (sound[from + k], given[k]);
                Assert.True(got == expected || (got <= expected + 300 && ++changed > 0), $"seed {seed}, {i}: {got} for sample {from + k}");
            }

            (before, furthest) = (turn.PlayedSamples, Math.Max(furthest, turn.PlayedSamples));
        }

        var done = queue.Find(1)!;
        Assert.Equal(sound.Length, done.PlayedSamples);
        Assert.True(done.Done.IsCompletedSuccessfully, $"seed {seed}");
        Assert.True(changed <= Fade * (levels + (2 * (done.Underruns + 1))), $"seed {seed}: {changed} samples were not exact");
    }
}
