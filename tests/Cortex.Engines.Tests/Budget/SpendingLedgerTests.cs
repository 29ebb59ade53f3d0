using Cortex.Engines.Budget;
using Cortex.Live.Protocol;
using Cortex.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Cortex.Engines.Tests.Budget;

/// <summary>What was spent outlives the process, whatever happens to its file.</summary>
public sealed class SpendingLedgerTests : IDisposable
{
    private static readonly PriceTable OneEach = new() { TextIn = 1_000_000, TextOut = 1_000_000 };

    private readonly string _folder = Directory.CreateTempSubdirectory("cortex-spending-").FullName;
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));
    private readonly LogCapture _logs = new();

    private string Path => System.IO.Path.Combine(_folder, "state", "spending.json");

    [Fact]
    public void It_goes_on_after_a_restart_and_the_conversation_too_where_a_kill_cut_it()
    {
        var first = Open();
        first.BeginConversation();
        Spend(first, 7);
        first.Dispose();
        var second = Open();
        second.BeginConversation();
        Assert.Equal(7, second.SpentToday);
        Spend(second, 4);
        Assert.Equal("conversation", second.Reached!.Period);
        second.EndConversation();
        second.Dispose();
        using var third = Open();
        third.BeginConversation();
        Assert.Null(third.Reached);
        Assert.Equal(11, third.SpentToday);
        Assert.Equal(0, third.SpentHere);
    }

    [Fact]
    public void Tomorrow_is_another_day_by_the_local_calendar()
    {
        _clock.SetLocalTimeZone(TimeZoneInfo.CreateCustomTimeZone("east", TimeSpan.FromHours(9), "east", "east"));
        var ledger = Open(new SpendingCaps(PerDay: 5));
        Spend(ledger, 6);
        Assert.NotNull(ledger.Reached);
        _clock.Advance(TimeSpan.FromHours(2.9));
        Assert.NotNull(ledger.Reached);
        _clock.Advance(TimeSpan.FromHours(0.2));
        Assert.Null(ledger.Reached);
    }

    [Theory]
    [InlineData("")]
    [InlineData("this is a letter")]
    [InlineData("{}")]
    [InlineData("""{ "format": "somebody-else-1" }""")]
    [InlineData("""{ "format": "cortex-spending-1", "days": { "yesterday": 5 } }""")]
    [InlineData("""{ "format": "cortex-spending-1", "days": { "2026-11-24": "much" } }""")]
    [InlineData("[1, 2")]
    [InlineData("\0\0\0\0")]
    public void A_file_that_is_not_one_of_ours_is_said_once_and_replaced(string content)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        File.WriteAllText(Path, content);
        using (var ledger = Open())
        {
            ledger.BeginConversation();
            Spend(ledger, 3);
            Assert.Single(_logs.Lines);
        }

        using var next = Open();
        Assert.Equal(3, next.SpentToday);
        Assert.Single(_logs.Lines);
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_said_once_and_the_limits_still_hold()
    {
        // A folder where the file should be: as hopeless as a full disk, for root too.
        Directory.CreateDirectory(Path);
        var ledger = Open();
        ledger.BeginConversation();
        Spend(ledger, 6);
        Spend(ledger, 6);
        Assert.NotNull(ledger.Reached);
        Assert.Single(_logs.Lines);
    }

    [Fact]
    public void Amounts_that_nobody_can_have_spent_end_the_spending_and_never_the_program()
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        File.WriteAllText(Path, $$"""{ "format": "cortex-spending-1", "days": { "2030-01-01": {{decimal.MaxValue}}, "2031-01-01": {{decimal.MaxValue}} }, "conversation": {{decimal.MaxValue}}, "isOpen": true }""");
        using (var ledger = Open())
        {
            Spend(ledger, 3);
            Assert.NotNull(ledger.Reached);
        }

        using var next = Open();
        Assert.NotNull(next.Reached);
    }

    [Fact]
    [System.Runtime.Versioning.SupportedOSPlatform("linux")]
    public void Only_its_owner_may_read_it_and_nothing_else_is_left()
    {
        Spend(Open(), 1);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path + ".lock"));
        Assert.Equal([Path, Path + ".lock"], Directory.GetFiles(System.IO.Path.GetDirectoryName(Path)!).Order());
    }

    [Fact]
    public async Task Processes_that_share_a_file_count_each_others_spending_and_lose_nothing()
    {
        var ledgers = Enumerable.Range(0, 4).Select(_ => Open(new SpendingCaps(PerDay: 1000))).ToArray();
        await Task.WhenAll(ledgers.Select(ledger => Task.Run(() =>
        {
            for (var i = 0; i < 50; i++)
            {
                Spend(ledger, 5);
            }
        })));
        Assert.All(ledgers, static ledger => Assert.Equal(1000, ledger.SpentToday));
        Assert.All(ledgers, static ledger => Assert.Equal("day", ledger.Reached!.Period));
        Assert.All(ledgers, static ledger => Assert.Equal(250, ledger.SpentHere));
        Array.ForEach(ledgers, static ledger => ledger.Dispose());
        using var next = Open();
        Assert.Equal(1000, next.SpentToday);
        Assert.Empty(_logs.Lines);
    }

    [Fact]
    public void A_conversation_beside_another_keeps_its_own_limit()
    {
        using var first = Open();
        using var second = Open();
        first.BeginConversation();
        second.BeginConversation();
        Spend(first, 11);
        Assert.NotNull(first.Reached);
        Assert.Null(second.Reached);
    }

    [Fact]
    public void One_more_process_than_may_share_counts_the_others_and_says_that_its_own_is_not_kept()
    {
        var ledgers = Enumerable.Range(0, 8).Select(_ => Open(new SpendingCaps(PerDay: 8))).ToArray();
        Array.ForEach(ledgers, static ledger => Spend(ledger, 1));
        Assert.Empty(_logs.Lines);
        using var ninth = Open(new SpendingCaps(PerDay: 8));
        Assert.NotNull(ninth.Reached);
        Assert.Single(_logs.Lines);
        Array.ForEach(ledgers, static ledger => ledger.Dispose());
    }

    [Fact]
    [System.Runtime.Versioning.SupportedOSPlatform("linux")]
    public void A_pipe_or_a_device_in_its_place_is_refused_once_and_left_as_it_is()
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        using (var made = System.Diagnostics.Process.Start("mkfifo", [Path]))
        {
            made.WaitForExit();
        }

        using (var ledger = Open())
        {
            Spend(ledger, 11);
            Assert.NotNull(ledger.Reached);
        }

        Assert.Contains("no ordinary file", Assert.Single(_logs.Lines).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path + ".new"));
        File.Delete(Path);
        File.CreateSymbolicLink(Path, "/dev/zero");
        using (var ledger = Open())
        {
            Spend(ledger, 11);
        }

        Assert.Equal(2, _logs.Lines.Count);
        Assert.Equal("/dev/zero", new FileInfo(Path).LinkTarget);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private SpendingLedger Open(SpendingCaps? caps = null) => new(caps ?? new SpendingCaps(PerConversation: 10), new SpendingFile(Path, _logs), _clock);

    private static void Spend(SpendingLedger ledger, int tokens) => ledger.Charge(new UsageMetadata { PromptTokenCount = tokens }, OneEach);
}
