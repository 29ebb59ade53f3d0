using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using Cortex.App.Bench;

namespace Cortex.Benchmarks.Codec;

/// <summary>Both operations against the naive codec.</summary>
[MemoryDiagnoser]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public class CodecBenchmarks
{
    readonly CodecWork _work = new();
    readonly NaiveCodec _naive;

    public CodecBenchmarks() => _naive = new NaiveCodec(_work);

    [Benchmark(Baseline = true), BenchmarkCategory("encode 20 ms")]
    public int NaiveEncode() => _naive.Encode20Ms();

    [Benchmark, BenchmarkCategory("encode 20 ms")]
    public int Encode() => _work.Encode20Ms();

    [Benchmark(Baseline = true), BenchmarkCategory("decode 240 ms")]
    public int NaiveDecode() => _naive.Decode240Ms();

    [Benchmark, BenchmarkCategory("decode 240 ms")]
    public int Decode() => _work.Decode240Ms();

    [Benchmark, BenchmarkCategory("decode 240 ms")]
    public int DecodeGenerally() => _work.Decode240MsGenerally();
}
