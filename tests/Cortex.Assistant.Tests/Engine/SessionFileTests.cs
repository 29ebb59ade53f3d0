using Cortex.Assistant.Engine;
using Cortex.Live;
using Cortex.Live.Session;
using Cortex.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Cortex.Assistant.Tests.Engine;

public sealed class SessionFileTests : IDisposable
{
    private const string Model = "models/gemini-3.8-live";
    private const string Endpoint = "https://live.test/";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cortex-session-");
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.Zero));
    private readonly LogCapture _logs = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string File => Path.Combine(_folder.FullName, "deeper", "session.json");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task What_was_kept_comes_back_and_only_its_owner_may_read_it()
    {
        await Store().SaveAsync(Session(), Token);
        var kept = await Store().LoadAsync(Model, Endpoint, Token);
        Assert.Equal(("h", _clock.GetUtcNow()), (kept!.Handle, kept.SavedAt));
        Assert.Equal(Session().Tail.Entries, kept.Tail.Entries);
        Assert.True(OperatingSystem.IsWindows() || System.IO.File.GetUnixFileMode(File) is (UnixFileMode.UserRead | UnixFileMode.UserWrite));
        Assert.Equal([File], Directory.GetFiles(Path.GetDirectoryName(File)!));
        Assert.Empty(_logs.Lines);
    }

    [Theory]
    [InlineData("another model")]
    [InlineData("another server")]
    [InlineData("older than two hours")]
    [InlineData("the clock was set back")]
    public async Task What_does_not_fit_is_said_once_and_forgotten(string why)
    {
        await Store().SaveAsync(Session(), Token);
        _clock.AdjustTime(_clock.GetUtcNow() + (why.StartsWith("older", StringComparison.Ordinal) ? TimeSpan.FromHours(2.1) : why.StartsWith("the clock", StringComparison.Ordinal) ? TimeSpan.FromHours(-3) : default));
        var (model, endpoint) = (why == "another model" ? "models/x" : Model, why == "another server" ? "https://x/" : Endpoint);
        Assert.Null(await Store().LoadAsync(model, endpoint, Token));
        Assert.Null(await Store().LoadAsync(Model, Endpoint, Token));
        Assert.Contains(why, Assert.Single(_logs.Lines).Message, StringComparison.Ordinal);
        Assert.False(System.IO.File.Exists(File));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"model\":")]
    [InlineData("null")]
    [InlineData("[1,2]")]
    [InlineData("{\"tail\":[{\"role\":99}]}")]
    [InlineData("\0\u0001garbage")]
    public async Task A_damaged_file_is_said_once_and_never_fatal(string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        await System.IO.File.WriteAllTextAsync(File, content, Token);
        Assert.Null(await Store().LoadAsync(Model, Endpoint, Token));
        Assert.Null(await Store().LoadAsync(Model, Endpoint, Token));
        Assert.Single(_logs.Lines);
        await Store().SaveAsync(Session(), Token);
        Assert.NotNull(await Store().LoadAsync(Model, Endpoint, Token));
    }

    [Fact]
    public async Task A_place_that_cannot_be_written_is_said_once_until_it_can()
    {
        await System.IO.File.WriteAllTextAsync(Path.Combine(_folder.FullName, "deeper"), "a file where the folder should be", Token);
        var store = Store();
        await store.SaveAsync(Session(), Token);
        await store.SaveAsync(Session(), Token);
        Assert.Equal(LogLevel.Warning, Assert.Single(_logs.Lines).Level);
        await store.ForgetAsync(Token);
    }

    private static StoredSession Session() => new(
        Model, Endpoint, "h", new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.Zero),
        new ConversationHistory([new(HistoryRole.User, "Żółw?"), new(HistoryRole.Model, "A turtle.", Interrupted: true)]));

    private SessionFile Store() => new(File, _clock, _logs.CreateLogger<SessionFile>());
}
