using System.Diagnostics;

namespace Cortex.App.Bench;

/// <summary>What this process holds on to: plain data.</summary>
/// <param name="HeapBytes">Live after a full collection.</param>
/// <param name="ResidentBytes">In memory, garbage and code included.</param>
/// <param name="Threads">Its threads.</param>
/// <param name="Handles">Open files, sockets, pipes and timers of the system.</param>
/// <param name="Sockets">Of these, sockets.</param>
internal sealed record Footprint(long HeapBytes, long ResidentBytes, int Threads, int Handles, int Sockets)
{
    private const int MostCollections = 10;
    private const string Descriptors = "/proc/self/fd";

    /// <summary>Measures it, once what is on its way out is gone.</summary>
    public static async Task<Footprint> TakeAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        var heap = long.MaxValue;
        for (var i = 0; i < MostCollections; i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(300), time, cancellationToken);
            heap = Math.Min(heap, GC.GetTotalMemory(forceFullCollection: true));
        }

        using var process = Process.GetCurrentProcess();
        string[] open = Directory.Exists(Descriptors) ? Directory.GetFileSystemEntries(Descriptors) : [];
        return new Footprint(heap, process.WorkingSet64, process.Threads.Count, open.Length, open.Count(IsSocket));
    }

    private static bool IsSocket(string descriptor)
    {
        try
        {
            return new FileInfo(descriptor).LinkTarget?.StartsWith("socket:", StringComparison.Ordinal) is true;
        }
        catch (IOException)
        {
            // Gone since it was listed.
            return false;
        }
    }
}
