using System.Runtime.InteropServices;

namespace Cortex.Media.Devices;

/// <summary>Gives the calling thread the highest priority that the system grants, or a low one. .NET's own priorities do nothing on Linux.</summary>
internal static partial class ThreadUrgency
{
    private const int Ordinary = 0;
    private const int RoundRobin = 2;
    private const int ResetOnFork = 0x40000000;
    private const int RealTimePriority = 10;
    private const int ThisThread = 0;
    private const int Nice = -15;
    private const int LowNice = 10;

    /// <summary>
    /// Asks for real time, else for a better share of the processor, else leaves it. What the thread starts from now on inherits it,
    /// such as the thread on which a sound server's library talks to it.
    /// </summary>
    public static void Raise()
    {
        Thread.CurrentThread.Priority = ThreadPriority.Highest;
        if (OperatingSystem.IsLinux() && !TrySchedule(RoundRobin, RealTimePriority))
        {
            _ = setpriority(0, 0, Nice);
        }
    }

    /// <summary>Puts the thread, and what it starts from now on, behind all others: work that may wait. Sound must not wait for it.</summary>
    public static void Lower()
    {
        Thread.CurrentThread.Priority = ThreadPriority.BelowNormal;
        if (OperatingSystem.IsLinux())
        {
            _ = setpriority(0, 0, LowNice);
        }
    }

    /// <summary>Keeps it to the thread itself: .NET may start a thread of its pool from here, which must not be urgent.</summary>
    public static void Keep()
    {
        if (OperatingSystem.IsLinux() && !TrySchedule(RoundRobin | ResetOnFork, RealTimePriority))
        {
            TrySchedule(Ordinary | ResetOnFork, 0);
        }
    }

    private static bool TrySchedule(int policy, int priority) => sched_setscheduler(ThisThread, policy, ref priority) == 0;

    [LibraryImport("libc")]
    private static partial int sched_setscheduler(int thread, int policy, ref int priority);

    [LibraryImport("libc")]
    private static partial int setpriority(int which, uint thread, int nice);
}
