using System.Runtime.InteropServices;
using System.Text.Json;
using Cortex.Media.Audio;
using Cortex.Media.Speech;
using Microsoft.Playwright;

namespace Cortex.Console.Tests.Browser;

/// <summary>Records what the page plays and what its microphone gives, on one clock.</summary>
internal sealed class Recorder
{
    private const int RateHz = 24_000;

    private const string Worklet =
        """
        registerProcessor('recorder', class extends AudioWorkletProcessor {
          process([input]) {
            if (input[0]) this.port.postMessage({ at: currentTime, pcm: input[0].slice() });
            return true;
          }
        });
        """;

    private const string Script =
        """
        const { player, microphone } = parts;
        const kept = { blocks: [], levels: [] };
        window.recorded = kept;
        microphone.addEventListener('chunk', ({ detail }) => kept.levels.push([performance.now(), detail.level]));
        await player.start();
        await player.context.audioWorklet.addModule(URL.createObjectURL(new Blob([worklet], { type: 'text/javascript' })));
        const node = new AudioWorkletNode(player.context, 'recorder', { numberOfOutputs: 0 });
        let offset = Infinity;
        node.port.onmessage = ({ data }) => {
          offset = Math.min(offset, performance.now() - data.at * 1000);
          kept.offset = offset;
          kept.blocks.push(data);
        };
        player.output.connect(node);
        """;

    private const string Read =
        """
        const { blocks, levels, offset } = window.recorded;
        const pcm = new Int16Array(blocks.length * 128);
        blocks.forEach(({ pcm: block }, i) => block.forEach((sample, j) => (pcm[i * 128 + j] = Math.max(-32768, Math.min(32767, sample * 32767)))));
        const { toBase64 } = await import('/sound/pcm.js');
        return { pcm: toBase64(pcm.buffer), began: blocks.length ? offset + blocks[0].at * 1000 : 0, levels };
        """;

    private Recorder(short[] played, double began, IReadOnlyList<(double At, double Level)> microphone) =>
        (Played, BeganMs, Microphone) = (played, began, microphone);

    /// <summary>24 kHz, without gaps.</summary>
    public short[] Played { get; }

    /// <summary>When its first sample was played, on the page's clock.</summary>
    public double BeganMs { get; }

    /// <summary>Decibels of each 20 ms of the microphone, and when the page had them.</summary>
    public IReadOnlyList<(double At, double Level)> Microphone { get; }

    /// <summary>A page that takes a worklet which is not its own; all other tests hold it to its rules.</summary>
    public static BrowserNewContextOptions Options { get; } = new() { BypassCSP = true, ReducedMotion = ReducedMotion.NoPreference };

    /// <summary>Begins; after something was pressed, for only then there is sound.</summary>
    public static async Task StartAsync(ConsolePage page)
    {
        await page.WithPartsAsync($"const worklet = {JsonSerializer.Serialize(Worklet)}; {Script}");
    }

    /// <summary>What there is up to now.</summary>
    public static async Task<Recorder> ReadAsync(ConsolePage page)
    {
        var read = await page.WithPartsAsync<JsonElement>(Read);
        var pcm = MemoryMarshal.Cast<byte, short>(Convert.FromBase64String(read.GetProperty("pcm").GetString()!)).ToArray();
        return new Recorder(pcm, read.GetProperty("began").GetDouble(), [.. read.GetProperty("levels").EnumerateArray().Select(static one => (one[0].GetDouble(), one[1].GetDouble()))]);
    }

    /// <summary>Seconds in which this project's own detector hears a voice.</summary>
    public double VoiceSeconds()
    {
        var samples = Resampled();
        var turns = new TurnDetector(new SignalVoiceDetector());
        ReadOnlySpan<short> rest = samples;
        var (started, voiced) = (-1L, 0L);
        while (turns.Next(ref rest, out var mark))
        {
            (started, voiced) = mark.Kind is VoiceMarkKind.Started ? (mark.Position, voiced) : (-1, voiced + mark.Position - started);
        }

        return (started < 0 ? voiced : voiced + samples.Length - started) / (double)TurnDetector.SampleRateHz;
    }

    /// <summary>When a voice began at the microphone, after a time.</summary>
    public double MicrophoneVoiceAfter(double ms) => Microphone.First(one => one.At > ms && one.Level > -45).At - 20;

    /// <summary>When the sound that was there at a time had become silence that lasted a quarter of a second.</summary>
    public double SilentAfter(double ms)
    {
        const int Window = RateHz / 200;
        var quiet = 0;
        for (var at = Math.Max(0, (int)((ms - BeganMs) * RateHz / 1000)); at + Window <= Played.Length; at += Window)
        {
            quiet = Pcm.LevelDbfs(Played.AsSpan(at, Window)) < -60 ? quiet + 1 : 0;
            if (quiet == 50)
            {
                return BeganMs + ((at - (49.0 * Window)) * 1000 / RateHz);
            }
        }

        return double.PositiveInfinity;
    }

    private short[] Resampled()
    {
        var samples = new short[Played.Length * 2 / 3];
        for (var i = 0; i < samples.Length; i++)
        {
            var at = i * 1.5;
            var first = (int)at;
            samples[i] = (short)(Played[first] + ((Played[Math.Min(first + 1, Played.Length - 1)] - Played[first]) * (at - first)));
        }

        return samples;
    }
}
