using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Cortex.Benchmarks;

/// <summary>Runs what BenchmarkDotNet measures, in this process: a build of its own for each job would take minutes.</summary>
static class Micro
{
    public static int Run(string[] args)
    {
        var job = Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance);
        BenchmarkSwitcher.FromAssembly(typeof(Micro).Assembly).Run(args, DefaultConfig.Instance.AddJob(job));
        return 0;
    }
}
