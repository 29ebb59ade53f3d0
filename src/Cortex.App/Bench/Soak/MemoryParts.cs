using System.Globalization;

namespace Cortex.App.Bench;

/// <summary>What the resident memory of this process is made of, as the system tells it: plain data, in bytes.</summary>
/// <param name="Files">Programs and libraries that are mapped.</param>
/// <param name="Code">What was compiled just in time.</param>
/// <param name="Native">What native code allocated: the system's own heap.</param>
/// <param name="Other">Anonymous: the managed heap, stacks of threads, the runtime's own.</param>
internal sealed record MemoryParts(long Files, long Code, long Native, long Other)
{
    private const string Maps = "/proc/self/smaps";

    /// <summary>Reads them; zeros where the system does not tell.</summary>
    public static MemoryParts Read()
    {
        if (!File.Exists(Maps))
        {
            return new MemoryParts(0, 0, 0, 0);
        }

        var (files, code, native, other) = (0L, 0L, 0L, 0L);
        var place = "";
        foreach (var line in File.ReadLines(Maps))
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
                        break;
                }
            }
            else if (line.Length > 0 && !char.IsUpper(line[0]))
            {
                // address, rights, offset, device, inode, and perhaps a path.
                var fields = line.Split(' ', 6, StringSplitOptions.RemoveEmptyEntries);
                place = fields.Length > 5 ? fields[5].Trim() : "";
            }
        }

        return new MemoryParts(files, code, native, other);
    }
}
