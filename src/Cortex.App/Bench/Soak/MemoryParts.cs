using System.Globalization;

namespace Cortex.App.Bench;

/// <summary>What the resident memory of this process is made of, as the system tells it: plain data, in bytes.</summary>
/// <param name="Files">Programs and libraries that are mapped.</param>
/// <param name="Code">What was compiled just in time.</param>
/// <param name="Native">What native code allocated, the compiler among it: the C library's heap and its arenas, free or not.</param>
/// <param name="Other">Anonymous: the managed heap, stacks of threads, the runtime's own.</param>
internal sealed record MemoryParts(long Files, long Code, long Native, long Other)
{
    private const string Maps = "/proc/self/smaps";

    // glibc gives each arena a piece of address space of this size, at a multiple of it: used up to somewhere, and reserved to its end.
    private const ulong Arena = 64 << 20;

    /// <summary>Reads them; zeros where the system does not tell.</summary>
    public static MemoryParts Read() => File.Exists(Maps) ? Of(File.ReadLines(Maps)) : new MemoryParts(0, 0, 0, 0);

    /// <summary>Adds up what <c>smaps</c> says.</summary>
    public static MemoryParts Of(IEnumerable<string> smaps)
    {
        var (files, code, native, other) = (0L, 0L, 0L, 0L);
        var (place, begin, perhaps) = ("", 0UL, 0L);
        foreach (var line in smaps)
        {
            if (line.StartsWith("Rss:", StringComparison.Ordinal))
            {
                var bytes = long.Parse(line.AsSpan(4, line.Length - 6).Trim(), CultureInfo.InvariantCulture) * 1024;
                switch (place)
                {
                    case ['/', 'm', 'e', 'm', 'f', 'd', ..]:
                        code += bytes;
                        break;
                    case ['/', ..]:
                        files += bytes;
                        break;
                    case "[heap]":
                        native += bytes;
                        break;
                    default:
                        other += bytes;
                        perhaps = begin % Arena == 0 ? bytes : perhaps;
                        break;
                }
            }
            else if (line.Split(' ', 6, StringSplitOptions.RemoveEmptyEntries) is [var range, { Length: 4 } rights, ..] fields && range.Split('-') is [var from, var to])
            {
                // What is reserved behind the beginning of an arena, up to its end, tells that it was one.
                if (rights is "---p" && begin % Arena == 0 && ulong.Parse(to, NumberStyles.HexNumber, CultureInfo.InvariantCulture) == begin + Arena)
                {
                    (native, other) = (native + perhaps, other - perhaps);
                }

                (begin, perhaps) = (ulong.Parse(from, NumberStyles.HexNumber, CultureInfo.InvariantCulture), 0);
                place = fields.Length > 5 ? fields[5].Trim() : "";
            }
        }

        return new MemoryParts(files, code, native, other);
    }
}
