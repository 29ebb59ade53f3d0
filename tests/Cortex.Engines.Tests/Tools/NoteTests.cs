using Cortex.Engines.Tools;
using Microsoft.Extensions.Time.Testing;

namespace Cortex.Engines.Tests.Tools;

public sealed class NoteTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cortex-notes").FullName;
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 12, 1, 9, 30, 0, TimeSpan.Zero));
    private readonly string _path;
    private readonly Calls _calls;

    public NoteTests()
    {
        _path = Path.Combine(_folder, "state", "notes.json");
        _calls = new Calls(Calls.Of([.. NoteTools.Create(Book())]));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task What_is_remembered_is_recalled_after_a_restart_and_forgotten_once_agreed()
    {
        Assert.Contains("\"id\":1", await _calls.AskAsync("remember_note", """{"text":"the keys are in the blue bag"}"""), StringComparison.Ordinal);
        await _calls.AskAsync("remember_note", """{"text":"bus 12 at nine"}""");

        var after = new Calls(Calls.Of([.. NoteTools.Create(Book())]));
        var told = await after.AskAsync("recall_notes");
        Assert.Matches("bus 12.*blue bag", told);
        Assert.DoesNotContain("bus", await after.AskAsync("recall_notes", """{"about":"KEYS"}"""), StringComparison.Ordinal);

        Assert.Contains("ask the wearer", await after.AskAsync("forget_note", """{"id":1}"""), StringComparison.Ordinal);
        (after.Turn, after.Heard) = (2, "yes");
        Assert.Contains("forgotten", await after.AskAsync("forget_note", """{"id":1,"confirmed":true}"""), StringComparison.Ordinal);
        Assert.DoesNotContain("blue bag", await File.ReadAllTextAsync(_path, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("\"id\":3", await after.AskAsync("remember_note", """{"text":"new"}"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_file_is_its_owners_alone()
    {
        await Book().AddAsync("a secret", TestContext.Current.CancellationToken);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_path));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(_path)!));
        }
    }

    [Fact]
    public async Task A_write_that_was_killed_leaves_the_notes_as_they_were()
    {
        await Book().AddAsync("kept", TestContext.Current.CancellationToken);
        // Where a crash in the middle of the replacement stops.
        await File.WriteAllTextAsync(_path + ".new", """{"format":1,"nextId":9,"notes":[{"id":8,"te""", TestContext.Current.CancellationToken);
        Assert.Equal("kept", Assert.Single(await Book().AllAsync(TestContext.Current.CancellationToken)).Text);
        Assert.Equal(2, (await Book().AddAsync("more", TestContext.Current.CancellationToken))!.Id);
    }

    [Theory]
    [InlineData("{\"format\":1,\"notes\":[{")]
    [InlineData("{\"format\":99}")]
    [InlineData("null")]
    public async Task A_file_that_is_none_of_ours_is_put_aside_and_never_lost(string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        await File.WriteAllTextAsync(_path, content, TestContext.Current.CancellationToken);
        await Book().AddAsync("fresh", TestContext.Current.CancellationToken);
        Assert.Equal(content, await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(Path.GetDirectoryName(_path)!, "*.broken-*")), TestContext.Current.CancellationToken));
        Assert.Equal("fresh", Assert.Single(await Book().AllAsync(TestContext.Current.CancellationToken)).Text);
    }

    [Fact]
    public async Task Notes_and_their_number_are_bounded_and_the_model_is_told()
    {
        Assert.Contains("at most 1000", await _calls.AskAsync("remember_note", $$"""{"text":"{{new string('x', 1001)}}"}"""), StringComparison.Ordinal);
        Assert.Contains("text is missing", await _calls.AskAsync("remember_note", "{}"), StringComparison.Ordinal);
        var book = Book();
        for (var i = 0; i < NoteBook.MostNotes; i++)
        {
            Assert.NotNull(await book.AddAsync("n", TestContext.Current.CancellationToken));
        }

        Assert.Contains("ask the wearer which to forget", await _calls.AskAsync("remember_note", """{"text":"one more"}"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_at_once_lose_nothing()
    {
        var (one, other) = (new NoteBook(_path, TimeProvider.System), new NoteBook(_path, TimeProvider.System));
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => (i % 2 is 0 ? one : other).AddAsync($"note {i}", CancellationToken.None))));
        var all = await Book().AllAsync(TestContext.Current.CancellationToken);
        Assert.Equal(20, all.Select(static note => note.Text).Distinct().Count());
        Assert.Equal(20, all.Select(static note => note.Id).Distinct().Count());
    }

    private NoteBook Book() => new(_path, _clock);
}
