using System.Diagnostics;

namespace Cortex.App.Bench;

/// <summary>What this process holds on to: plain data.</summary>
/// <param name="HeapBytes">Live after a full collection.</param>
/// <param name="CommittedBytes">What the collector keeps of the system's memory, free or not.</param>
/// <param name="ResidentBytes">In memory, garbage and code included.</param>
/// <param name="Parts">What of it is what.</param>
/// <param name="Threads">Its threads.</param>
/// <param name="Handles">Open files, sockets, pipes and timers of the system.</param>
/// <param name="Sockets">Of these, sockets.</param>
/// <param name="Timers">Timers of the runtime that are armed.</param>
internal sealed record Footprint(long HeapBytes, long CommittedBytes, long ResidentBytes, MemoryParts Parts, int Threads, int Handles, int Sockets, long Timers)
{
    private const int MostCollections = 10;
    private const string Descriptors = "/proc/self/fd";

    /// <summary>Measures it once what is on its way out is gone.</summary>
    public static async Task<Footprint> TakeAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        var heap = long.MaxValue;
        for (var i = 0; i < MostCollections; i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(300), time, cancellationToken);
            heap = Math.Min(heap, GC.GetTotalMemory(forceFullCollection: true));
        }

        return Look(heap);
    }

    /// <summary>Measures it at once, in the middle of whatever goes on, after one full collection.</summary>
    public static Footprint Take()
    {
        GC.Collect();
        return Look(GC.GetTotalMemory(forceFullCollection: false));
    }

    private static Footprint Look(long heap)
    {
        using var process = Process.GetCurrentProcess();
        string[] open = Directory.Exists(Descriptors) ? Directory.GetFileSystemEntries(Descriptors) : [];
        return new Footprint(
            heap, GC.GetGCMemoryInfo().TotalCommittedBytes, process.WorkingSet64, MemoryParts.Read(), process.Threads.Count, open.Length, open.Count(IsSocket), Timer.ActiveCount);
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
