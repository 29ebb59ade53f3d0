using Cortex.App.Bench;

namespace Cortex.App.Tests.Bench;

public sealed class MemoryPartsTests
{
    [Fact]
    public void Resident_memory_is_told_apart_by_what_it_is()
    {
        const string Smaps = """
            55aa55b4f000-55aa56000000 rw-p 00000000 00:00 0                          [heap]
            Size:                  9 kB
            Rss:                   8 kB
            VmFlags: rd wr mr mw me ac sd
            7f0378000000-7f0378336000 rw-p 00000000 00:00 0
            Rss:                 100 kB
            7f0378336000-7f037c000000 ---p 00000000 00:00 0
            Rss:                   0 kB
            7f03c8000000-7f03c9000000 rw-p 00000000 00:00 0
            Rss:                  40 kB
            7f03cb400000-7f03cc638000 rw-p 00000000 00:00 0
            Rss:                   2 kB
            7f04e0000000-7f04e0100000 rwxs 00000000 00:01 1026       /memfd:doublemapper (deleted)
            Rss:                  16 kB
            7f04f0000000-7f04f0100000 r-xp 00000000 fe:00 4711       /usr/lib/libc.so.6
            Rss:                  32 kB
            """;
        Assert.Equal(new MemoryParts(Files: 32 * 1024, Code: 16 * 1024, Native: 108 * 1024, Other: 42 * 1024), MemoryParts.Of(Smaps.Split('\n')));
    }

    [Fact]
    public void This_process_has_some_of_each_kind_it_needs()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the system tells no parts");
        var parts = MemoryParts.Read();
        Assert.True(parts is { Files: > 1_000_000, Other: > 1_000_000 }, parts.ToString());
    }
}
