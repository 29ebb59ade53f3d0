using System.Net;
using Cortex.App.Configuration;
using Cortex.App.WebConsole;
using Cortex.Live.Protocol;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cortex.App.Tests.WebConsole;

/// <summary>A console on loopback over a puppet, with real sockets.</summary>
internal sealed class ConsoleStage : IAsyncDisposable
{
    ConsoleStage()
    {
    }

    public required PuppetEngine Engine { get; init; }

    public required ConsoleRoom Room { get; init; }

    public required FakeNative? Native { get; init; }

    /// <summary>What was said in the terminal.</summary>
    public required List<string> Said { get; init; }

    public Uri Url => new(Room.Address + "/");

    public string Token => File.ReadAllText(Path.Combine(Folder, "token")).Trim();

    public required string Folder { get; init; }

    public static async Task<ConsoleStage> OpenAsync(FakeNative? native = null, TimeProvider? time = null, bool asks = false, int port = 0, string? certificate = null)
    {
        var folder = Directory.CreateTempSubdirectory("cortex-console-").FullName;
        var engine = new PuppetEngine();
        List<string> said = [];
        var settings = new CortexSettings();
        settings = settings with { Console = settings.Console with { Listen = new IPEndPoint(IPAddress.Loopback, port), AlwaysAsks = asks, Certificate = certificate, TokenFile = Path.Combine(folder, "token") } };
        var room = await ConsoleRoom.OpenAsync(
            new ConsoleRequest
            {
                Settings = settings,
                Engine = engine,
                Rungs = ["live", "http", "offline"],
                Setup = new Setup { Model = "models/configured", SystemInstruction = Content.FromText("be brief") },
                Native = native,
                Say = words =>
                {
                    lock (said)
                        said.Add(words);
                },
                Time = time ?? TimeProvider.System,
                Loggers = NullLoggerFactory.Instance,
            },
            TestContext.Current.CancellationToken);
        await room.BeginAsync(TestContext.Current.CancellationToken);
        return new ConsoleStage { Room = room, Native = native, Said = said, Folder = folder, Engine = engine };
    }

    public Task<Page> PageAsync(string name, params (string Name, string Value)[] headers) => Page.ConnectAsync(new Uri(Url, "events?page=" + name), headers);

    /// <summary>A page's conversation, set up.</summary>
    public async Task<Page> LiveAsync(string? page, string setup = """{"setup":{"model":"models/gemini-3.8-live"}}""", params (string Name, string Value)[] headers)
    {
        var live = await ConnectAsync(page, headers);
        await live.SendAsync(setup);
        await live.UntilAsync("setupComplete");
        return live;
    }

    public Task<Page> ConnectAsync(string? page, params (string Name, string Value)[] headers) => Page.ConnectAsync(
        new Uri(Url, "ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent" + (page is null ? "" : "?page=" + page)), headers);

    public async ValueTask DisposeAsync()
    {
        await Room.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
