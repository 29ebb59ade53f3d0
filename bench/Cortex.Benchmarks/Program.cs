using Cortex.Benchmarks.Codec;

if (args is ["--native", ..])
{
    return CodecTiming.Run();
}

if (args is ["--voice", ..])
{
    return Cortex.Benchmarks.Voice.VoiceBench.Run(args);
}

#if NATIVE_BENCH
Console.Error.WriteLine("a native build has two modes: --native and --voice");
return 2;
#else
if (args is ["--detection", ..])
{
    return Cortex.Benchmarks.Detection.DetectionBench.Run(args);
}

return Cortex.Benchmarks.Micro.Run(args);
#endif
