using System.Runtime.CompilerServices;
using Cortex.App.Commands;
using Cortex.Media.Audio;
using Cortex.Media.Playback;
using Cortex.Media.Speech;

namespace Cortex.App.Bench;

/// <summary><c>cortex bench micro</c>: what the steps of the sound's path cost, one by one, and that none of them allocates.</summary>
internal sealed class MicroBench(int batches, bool json, string? file, TextWriter output)
{
    private const string Method =
        "Each step in batches on one thread, after a quarter as many to warm up; a value is a batch's mean. Encode: 640 bytes of PCM to a client's message. Decode: a message of the server with 240 ms of sound "
        + "(15.5 KB) to PCM; the general way: the same in a form the short way does not know. Play: a period of 10 ms out of the playback queue, with the writing of as much. "
        + "Hear: 10 ms of a made voice through the turn detector with the signal detector. Allocated: bytes of this thread, per step.";

    private const int PerBatch = 200;
    private const int EncodeBar = 2;
    private const int DecodeBar = 15;
    private readonly TimeProvider _time = TimeProvider.System;

    public async Task<int> RunAsync(CancellationToken interruption)
    {
        var codec = new CodecWork();
        BenchRow[] rows =
        [
            .. Measure("encode 20 ms of sound", codec.Encode20Ms, EncodeBar),
            .. Measure("decode 240 ms of sound", codec.Decode240Ms, DecodeBar),
            .. Measure("decode 240 ms, the general way", codec.Decode240MsGenerally, null),
            .. Measure("play 10 ms", Play(), null),
            .. Measure("hear 10 ms", Hear(), null),
        ];
        var report = new BenchReport { Bench = "micro", Date = _time.GetLocalNow(), Method = $"{Method} {batches} batches of {PerBatch}.", Rows = rows };
        await BenchOutput.WriteAsync(report, json, file, output, interruption);
        return ExitCode.Done;
    }

    private BenchRow[] Measure(string what, Func<int> step, double? bar)
    {
        var sum = 0L;
        for (var i = 0; i < batches * PerBatch / 4; i++)
        {
            sum += step();
        }

        var times = new double[batches];
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var batch = 0; batch < batches; batch++)
        {
            var start = _time.GetTimestamp();
            for (var i = 0; i < PerBatch; i++)
            {
                sum += step();
            }

            times[batch] = _time.GetElapsedTime(start).TotalMicroseconds / PerBatch;
        }

        var allocated = (GC.GetAllocatedBytesForCurrentThread() - before) / ((double)batches * PerBatch);
        GC.KeepAlive(sum);

        // Bars are for the native build; a just-in-time one is shown beside them, not held to them.
        return
        [
            BenchRow.Of(what, "µs", times, RuntimeFeature.IsDynamicCodeSupported ? null : bar),
            BenchRow.Of("  allocated", "B", [Math.Round(allocated, 1)], bar: 0),
        ];
    }

    private static Func<int> Play()
    {
        const int PeriodSamples = 240;
        var queue = new PlaybackQueue(TimeProvider.System);
        var sound = Enumerable.Range(0, PeriodSamples).Select(static i => (short)(8000 * Math.Sin(2 * Math.PI * i / 60))).ToArray();
        var (bytes, period) = (new byte[PeriodSamples * sizeof(short)], new short[PeriodSamples]);
        Pcm.ToBytes(sound, bytes);
        for (var i = 0; i < 20; i++)
        {
            queue.Write(1, bytes);
        }

        var at = 0L;
        return () =>
        {
            queue.Write(1, bytes);
            queue.Fill(period, at += TimeSpan.TicksPerMillisecond * 10);
            return period[0];
        };
    }

    private static Func<int> Hear()
    {
        var detector = new TurnDetector(new SignalVoiceDetector(), null);
        var voice = SpokenQuestion.Make();
        const int Block = SpokenQuestion.SampleRateHz / 100;
        var at = 0;
        return () =>
        {
            at = at + Block > voice.Length ? 0 : at;
            ReadOnlySpan<short> block = voice.AsSpan(at, Block);
            var marks = 0;
            while (detector.Next(ref block, out _))
            {
                marks++;
            }

            at += Block;
            return marks;
        };
    }
}
