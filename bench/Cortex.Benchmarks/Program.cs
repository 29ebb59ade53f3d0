using Cortex.Benchmarks.Codec;

if (args is ["--native", ..])
{
    return CodecTiming.Run();
}

#if NATIVE_BENCH
Console.Error.WriteLine("a native build has one mode: --native");
return 2;
#else
return Cortex.Benchmarks.Micro.Run(args);
#endif
