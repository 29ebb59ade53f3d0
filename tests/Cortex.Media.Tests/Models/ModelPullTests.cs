using System.Security.Cryptography;
using Cortex.Media.Models;
using Cortex.Testing;

namespace Cortex.Media.Tests.Models;

/// <summary>Pulling models from a local server.</summary>
public sealed class ModelPullTests : IAsyncLifetime
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 300_000).Select(static i => (byte)(i * 7 / 3))];
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cortex-models-");
    private readonly FileServer _server = new();
    private readonly ArmedClock _clock = new();

    private string Path => System.IO.Path.Combine(_folder.FullName, "test", "sub", "m.onnx");

    private ModelStore Store => new(_folder.FullName);

    public ValueTask InitializeAsync()
    {
        _server.Files["/m.onnx"] = Content;
        return default;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_file_comes_into_place_whole_and_checked()
    {
        var progress = new Told();

        Assert.Empty(await PullAsync(Model(), progress));

        Assert.Equal(Content, await File.ReadAllBytesAsync(Path, TestContext.Current.CancellationToken));
        Assert.Equal(ModelState.Present, Store.StateOf(Model()));
        Assert.Equal(new PullProgress("sub/m.onnx", Content.Length, Content.Length), progress.Last);

        _server.Statuses.Enqueue(500);
        await PullAsync(Model());
        Assert.Single(_server.Starts);
    }

    [Fact]
    public async Task A_broken_connection_goes_on_where_it_was()
    {
        _server.BreakAfter.Enqueue(100_000);
        _server.BreakAfter.Enqueue(50_000);

        var pulling = PullAsync(Model());
        await _clock.PassAsync(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        await _clock.PassAsync(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        await pulling;

        Assert.Equal(Content, await File.ReadAllBytesAsync(Path, TestContext.Current.CancellationToken));
        Assert.Equal([0, 100_000, 150_000], _server.Starts);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_a_killed_process_left_is_used(bool serverHonoursRanges)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        await File.WriteAllBytesAsync(Path + ".part", Content[..120_000], TestContext.Current.CancellationToken);
        _server.HonoursRanges = serverHonoursRanges;
        Assert.Equal(ModelState.Partial, Store.StateOf(Model()));

        await PullAsync(Model());

        Assert.Equal([120_000], _server.Starts);
        Assert.Equal(Content, await File.ReadAllBytesAsync(Path, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_changed_file_is_thrown_away_and_what_was_good_stays()
    {
        await PullAsync(Model());
        _server.Files["/m.onnx"] = [.. Content.Reverse()];
        File.Delete(Path);

        var fault = await Assert.ThrowsAsync<ModelException>(() => PullAsync(Model()));

        Assert.Contains("is not what it should be", fault.Message);
        Assert.False(File.Exists(Path));
        Assert.False(File.Exists(Path + ".part"));
    }

    [Fact]
    public async Task Where_nobody_vouches_the_first_download_decides()
    {
        var model = Model(sha256: null, bytes: null);

        Assert.Equal(["sub/m.onnx"], await PullAsync(model));

        File.Delete(Path);
        _server.Files["/m.onnx"] = [.. Content.Reverse()];
        await Assert.ThrowsAsync<ModelException>(() => PullAsync(model));
        _server.Files["/m.onnx"] = Content;
        Assert.Empty(await PullAsync(model));
    }

    [Fact]
    public async Task A_server_that_says_no_is_not_asked_again()
    {
        _server.Files.Clear();

        Assert.Contains("404", (await Assert.ThrowsAsync<ModelException>(() => PullAsync(Model()))).Message);
        Assert.Single(_server.Starts);
    }

    [Fact]
    public async Task A_server_that_refuses_ranges_nobody_asked_for_is_not_asked_for_ever()
    {
        for (var i = 0; i < 10; i++)
        {
            _server.Statuses.Enqueue(416);
        }

        await Assert.ThrowsAsync<ModelException>(() => PullAsync(Model()));

        Assert.Single(_server.Starts);
    }

    [Fact]
    public async Task A_server_in_trouble_is_asked_a_few_times()
    {
        for (var i = 0; i < 5; i++)
        {
            _server.Statuses.Enqueue(503);
        }

        var pulling = PullAsync(Model());
        for (var wait = 1; wait <= 4; wait *= 2)
        {
            await _clock.PassAsync(TimeSpan.FromSeconds(wait), TimeSpan.FromSeconds(wait));
        }

        Assert.Contains("what is here is kept", (await Assert.ThrowsAsync<ModelException>(() => pulling)).Message);
    }

    [Fact]
    public void The_manifest_holds_what_it_must()
    {
        Assert.NotEmpty(ModelManifest.Entries);
        Assert.All(ModelManifest.Entries, static model =>
        {
            Assert.NotEmpty(model.Licence);
            Assert.All(model.Files, static file =>
            {
                Assert.Equal("https", file.Url.Scheme);
                Assert.DoesNotContain("..", file.Path);
                Assert.True(file.Sha256 is null || (file.Sha256.Length == 64 && file.Sha256.All(char.IsAsciiHexDigitLower)));
            });
        });
    }

    private static ModelEntry Model(string? sha256 = "", long? bytes = 300_000) => new(
        "test", "a test", "none", new Uri("https://example.org"),
        [new ModelFile("sub/m.onnx", new Uri("https://example.org/m.onnx"), bytes, sha256 is "" ? Convert.ToHexStringLower(SHA256.HashData(Content)) : sha256)]);

    private async Task<IReadOnlyList<string>> PullAsync(ModelEntry model, IProgress<PullProgress>? progress = null)
    {
        using var pull = new ModelPull(Store, _clock, _server.Url);
        return await pull.PullAsync(model, progress, TestContext.Current.CancellationToken);
    }

    private sealed class Told : IProgress<PullProgress>
    {
        public PullProgress Last { get; private set; }

        public void Report(PullProgress value) => Last = value;
    }
}
