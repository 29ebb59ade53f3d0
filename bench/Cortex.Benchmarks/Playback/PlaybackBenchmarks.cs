using BenchmarkDotNet.Attributes;
using Cortex.Media.Audio;
using Cortex.Media.Playback;

namespace Cortex.Benchmarks.Playback;

/// <summary>A period of 10 ms at 24 kHz out of the queue, and the writing of what it takes.</summary>
[MemoryDiagnoser]
public class PlaybackBenchmarks
{
    const int Periods = 24;
    const int Period = 240;
    readonly short[] _period = new short[Period];
    PlaybackQueue _queue = null!;
    byte[] _chunk = null!;
    long _timestamp;

    [Params(1.0, 1.25)]
    public double Speed { get; set; }

    [Params(1f, 0.8f, 1.5f)]
    public float Volume { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        _queue = new PlaybackQueue(TimeProvider.System) { Speed = Speed, Volume = Volume };

        // As long as the periods take of it; whole waves of 100 Hz with harmonics, so that chunks join.
        var chunk = new short[(int)(Periods * Period * Speed)];
        for (var i = 0; i < chunk.Length; i++)
        {
            var sum = 0.0;
            for (var k = 1; k <= 8; k++)
            {
                sum += Math.Sin((2 * Math.PI * 100 * k * i / 24_000) + k) / k;
            }

            chunk[i] = (short)(9000 * sum);
        }

        _chunk = new byte[chunk.Length * 2];
        Pcm.ToBytes(chunk, _chunk);
        _queue.Write(0, _chunk);
    }

    [Benchmark(OperationsPerInvoke = Periods)]
    public void Fill()
    {
        _queue.Write(0, _chunk);
        for (var i = 0; i < Periods; i++)
        {
            _queue.Fill(_period, _timestamp += 10_000_000);
        }
    }
}
