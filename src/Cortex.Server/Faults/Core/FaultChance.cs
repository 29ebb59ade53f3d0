namespace Cortex.Server.Faults;

/// <summary>
/// Chances that depend on the seed, the fault, the connection and the occasion, and on nothing else: threads that race do not
/// change them.
/// </summary>
internal static class FaultChance
{
    /// <summary>A number from 0 up to, not including, 1.</summary>
    public static double Throw(int seed, int fault, long connection, long occasion)
    {
        var bits = Mix((uint)seed);
        bits = Mix(bits ^ (uint)fault);
        bits = Mix(bits ^ (ulong)connection);
        bits = Mix(bits ^ (ulong)occasion);
        return (bits >> 11) * (1.0 / (1UL << 53));
    }

    // SplitMix64 (Steele, Lea and Flood 2014).
    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
