using System.Globalization;
using System.Runtime.CompilerServices;
using Cortex.App.Bench;

namespace Cortex.Benchmarks.Codec;

/// <summary>Times the operations without a framework, so that a native build can do it too.</summary>
static class CodecTiming
{
    const int Batches = 400;
    const int PerBatch = 500;

    public static int Run()
    {
        var work = new CodecWork();
        var naive = new NaiveCodec(work);
        Console.WriteLine($"{(RuntimeFeature.IsDynamicCodeSupported ? "JIT" : "native")}, {Batches} batches of {PerBatch}");
        Console.WriteLine("| operation | median µs | p95 µs | bytes allocated |");
        Console.WriteLine("|---|---|---|---|");
        Time("encode 20 ms", work.Encode20Ms);
        Time("encode 20 ms, naive", naive.Encode20Ms);
        Time("decode 240 ms", work.Decode240Ms);
        Time("decode 240 ms, the general way", work.Decode240MsGenerally);
        Time("decode 240 ms, naive", naive.Decode240Ms);
        return 0;
    }

    static void Time(string name, Func<int> operation)
    {
        var times = new double[Batches];
        var sum = 0L;
        for (var warmUp = 0; warmUp < Batches * PerBatch / 4; warmUp++)
        {
            sum += operation();
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread();
        for (var batch = 0; batch < Batches; batch++)
        {
            var start = TimeProvider.System.GetTimestamp();
            for (var i = 0; i < PerBatch; i++)
            {
                sum += operation();
            }

            times[batch] = TimeProvider.System.GetElapsedTime(start).TotalMicroseconds / PerBatch;
        }

        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Array.Sort(times);
        var perOperation = allocated / ((long)Batches * PerBatch);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {times[Batches / 2]:F2} | {times[Batches * 95 / 100]:F2} | {perOperation} |"));
        GC.KeepAlive(sum);
    }
}
