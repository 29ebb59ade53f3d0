using System.IO.Compression;
using System.Text;

namespace Cortex.EndToEnd.Program;

/// <summary>
/// The key stands in one header and nowhere else: it is looked for in all that the program prints and writes, at its most talkative,
/// while servers repeat it.
/// </summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class KeyTests : IDisposable
{
    private const string Secret = "AIzaSyD-not-a-key-of-anybody-76543210-9";
    private const string Suspended = "Permission denied: Consumer 'api_key:" + Secret + "' has been suspended.";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("environment")]
    [InlineData("file")]
    public async Task A_talk_that_goes_well_shows_no_key(string from)
    {
        using var server = await ServerRun.StartAsync("--record", _folder.File("server.jsonl.gz"));
        var run = await TalkAsync(from, server.Address, "--text", "hello", "--camera", Samples.Street);
        server.Program.Signal("INT");
        await server.Program.FinishAsync();
        run.Expect(0);
        await ShowsNothingAsync(run, await CortexProgram.RunAsync("report", _folder.File("talk.jsonl.gz"), "--out", _folder.File("report.html")));
    }

    [Theory]
    [InlineData("close")]
    [InlineData("error")]
    [InlineData("http")]
    public async Task A_server_that_repeats_the_key_shows_it_to_nobody(string by)
    {
        var heads = new List<string>();
        using var server = by switch
        {
            "close" => StubServer.Refusing(StubServer.Frame(8, [0x03, 0xF0, .. Encoding.UTF8.GetBytes(Suspended)])),
            "error" => StubServer.Refusing(StubServer.Message($$"""{"error":{"code":403,"message":"{{Suspended}}","status":"PERMISSION_DENIED"} }""")),
            _ => new StubServer(async (stream, head) =>
            {
                lock (heads)
                {
                    heads.Add(head);
                }

                await stream.WriteAsync(Encoding.UTF8.GetBytes(
                    $$"""HTTP/1.1 403 Forbidden{{"\r\n"}}Content-Type: application/json{{"\r\n"}}Connection: close{{"\r\n\r\n"}}{"error":{"code":403,"message":"{{Suspended}}","status":"PERMISSION_DENIED"} }"""));
            }),
        };

        var live = await TalkAsync("environment", server.Address, "--engine", "live", "--text", "hello");
        Assert.NotEqual(0, live.ExitCode);
        var runs = new List<ProgramResult> { live };
        if (by is "http")
        {
            runs.Add(await TalkAsync("environment", server.Address, "--engine", "http", "--text", "hello"));
            runs.Add(await CortexProgram.RunAsync(Environment(Secret), "models", "live", "--endpoint", server.Address));
            runs.Add(await CortexProgram.RunAsync(Environment(Secret), "doctor", "--endpoint", server.Address, "--mic", "none", "--speaker", "none", "--camera", "none", "--json"));
            Assert.Contains("suspended", runs[2].Error, StringComparison.Ordinal);
            Assert.All(heads, static head => Assert.DoesNotContain(Secret, head.Split('\n')[0], StringComparison.Ordinal));
            Assert.Contains(heads, static head => head.Contains($"x-goog-api-key: {Secret}", StringComparison.OrdinalIgnoreCase));
        }
        else
        {
            Assert.Contains("suspended", live.Error, StringComparison.Ordinal);
        }

        await ShowsNothingAsync([.. runs]);
    }

    private async Task<ProgramResult> TalkAsync(string from, string address, params string[] arguments)
    {
        var environment = Environment(from is "environment" ? Secret : null);
        if (from is "file")
        {
            var file = Path.Combine(Directory.CreateDirectory(_folder.File("keys")).FullName, "key");
            await File.WriteAllTextAsync(file, Secret, TestContext.Current.CancellationToken);
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            environment["CORTEX__Key__File"] = file;
        }

        return await CortexProgram.RunAsync(
            environment,
            ["talk", "--endpoint", address, .. arguments, "--state", _folder.File("state"), "--record", _folder.File("talk.jsonl.gz"), "--log-level", "trace", "--timeout", "20", "--json"]);
    }

    private Dictionary<string, string> Environment(string? key)
    {
        var environment = new Dictionary<string, string> { ["CORTEX__State__Folder"] = _folder.File("state"), ["CORTEX__spending__file"] = _folder.File("spending.json") };
        if (key is not null)
        {
            environment["GEMINI_API_KEY"] = key;
        }

        return environment;
    }

    private async Task ShowsNothingAsync(params ProgramResult[] runs)
    {
        Assert.All(runs, static run => Assert.DoesNotContain(Secret, run.Output + run.Error, StringComparison.Ordinal));
        var files = Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories).Where(static file => !file.EndsWith("keys/key", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            Assert.False(await HoldsAsync(file), $"the key is in {file}");
        }
    }

    private static async Task<bool> HoldsAsync(string file)
    {
        await using var raw = File.OpenRead(file);
        await using Stream read = file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(raw, CompressionMode.Decompress) : raw;
        using var bytes = new MemoryStream();
        await read.CopyToAsync(bytes, TestContext.Current.CancellationToken);
        return bytes.ToArray().AsSpan().IndexOf(Encoding.UTF8.GetBytes(Secret)) >= 0;
    }
}
