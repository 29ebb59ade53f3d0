using Cortex.App.Cues;
using Cortex.Assistant.Cues;
using Cortex.Media.Audio;
using Cortex.Media.Devices;
using Cortex.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Cortex.App.Tests.Cues;

public sealed class CueShowTests
{
    [Fact]
    public async Task Every_cue_is_named_and_sounds_at_the_speakers_own_rate()
    {
        using var names = new StringWriter();
        using var wav = new MemoryStream();
        var clock = new FakeTimeProvider();
        await using (var speaker = new ClockedAudioSink(wav, 48_000, TimeSpan.FromMilliseconds(10), clock))
        {
            await clock.RunUntil(new CueShow(speaker, 0.5, null, names, clock).RunAsync(CancellationToken.None));
        }

        Assert.Equal(Enum.GetValues<Cue>().Select(CueSounds.NameOf), names.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
        var played = WavReader.ReadAll(new MemoryStream(wav.ToArray()), "played", 24_000).Samples;
        Assert.Equal(Enum.GetValues<Cue>().Length, Sounds(played.Span));
    }

    /// <summary>Sounds with at least half a second of silence after each.</summary>
    static int Sounds(ReadOnlySpan<short> samples)
    {
        var (count, silent) = (0, int.MaxValue / 2);
        foreach (var sample in samples)
        {
            if (Math.Abs((int)sample) < 100)
            {
                silent++;
                continue;
            }

            count += silent >= 12_000 ? 1 : 0;
            silent = 0;
        }

        return count;
    }
}
