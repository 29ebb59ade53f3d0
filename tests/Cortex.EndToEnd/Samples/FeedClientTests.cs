using System.Collections.Concurrent;
using System.Diagnostics;
using Cortex.EndToEnd.Architecture;
using Cortex.EndToEnd.Program;
using Cortex.Media.Detection;
using Cortex.Media.Feed;
using Cortex.Media.Frames;
using Cortex.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cortex.EndToEnd.Samples;

/// <summary>Both example clients against the real socket, and a talk that sees through it.</summary>
public sealed class FeedClientTests
{
    [Theory]
    [InlineData("python"), InlineData("C#")]
    public async Task An_example_client_brings_a_picture_and_a_chair(string language)
    {
        using var folder = new TemporaryFolder();
        var scenes = new ConcurrentQueue<Scene>();
        await using var feed = FeedServer.Open(new() { Socket = folder.File("feed") }, scenes.Enqueue, TimeProvider.System, NullLoggerFactory.Instance);
        using var stop = new CancellationTokenSource();
        var running = feed.Camera.RunAsync(stop.Token);
        var (code, said) = await RunAsync(Client(language), folder.File("feed"), Program.Samples.Street);

        Assert.Equal((0, ""), (code, said));
        Assert.Equal(1, feed.Camera.Captured);
        Assert.Equal(await File.ReadAllBytesAsync(Program.Samples.Street, TestContext.Current.CancellationToken), feed.Camera.Newest!.Bytes.ToArray());
        Assert.Equal(new SceneObject("chair", 0.8, new PicturePlace(0.1f, 0.4f, 0.35f, 0.9f)), Assert.Single(Assert.Single(scenes).Objects));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Theory]
    [InlineData("python"), InlineData("C#")]
    public async Task An_example_client_tells_what_it_was_told(string language)
    {
        using var folder = new TemporaryFolder();
        await using var feed = FeedServer.Open(new() { Socket = folder.File("feed") }, null, TimeProvider.System, NullLoggerFactory.Instance);
        var (code, said) = await RunAsync(Client(language), folder.File("feed"), Program.Samples.Street);
        Assert.Equal(1, code);
        Assert.Contains("nobody here wants detections", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_talk_sees_through_the_feed_and_answers_by_what_another_process_recognised()
    {
        using var folder = new TemporaryFolder();
        var variables = new Dictionary<string, string> { ["CORTEX__Feed__Socket"] = folder.File("feed") };
        using var talk = CortexProgram.Start(variables, "talk", "--engine", "offline", "--mic", Program.Samples.Question, "--camera", "feed", "--json");
        await Patience.Until(() => File.Exists(folder.File("feed")), "the socket");
        var (_, said) = await RunAsync(Client("python"), folder.File("feed"), Program.Samples.Street, "10");
        var report = (await talk.FinishAsync()).Expect(0).Json();

        Assert.True(report.GetProperty("frames").GetProperty("captured").GetInt32() >= 3, said);
        Assert.True(report.GetProperty("frames").GetProperty("sent").GetInt32() >= 1, said);
        Assert.Contains("chair", report.GetProperty("turns")[0].GetProperty("said").GetString(), StringComparison.Ordinal);
        Assert.False(File.Exists(folder.File("feed")));
    }

    [Fact]
    public async Task A_broken_model_is_told_and_keeps_nothing_of_the_feed_out()
    {
        using var folder = new TemporaryFolder();
        var model = folder.Write("broken.onnx", "this is no model");
        var variables = new Dictionary<string, string> { ["CORTEX__Feed__Socket"] = folder.File("feed"), ["CORTEX__Detection__Model"] = model };
        using var talk = CortexProgram.Start(variables, "talk", "--engine", "offline", "--mic", Program.Samples.Question, "--camera", "feed", "--json");
        await Patience.Until(() => File.Exists(folder.File("feed")), "the socket");
        await RunAsync(Client("python"), folder.File("feed"), Program.Samples.Street, "10");
        var run = (await talk.FinishAsync()).Expect(0);

        Assert.Contains("chair", run.Json().GetProperty("turns")[0].GetProperty("said").GetString(), StringComparison.Ordinal);
        var told = Assert.Single(run.Error.Split('\n'), line => line.Contains(model, StringComparison.Ordinal));
        Assert.Contains("by the feed alone", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_socket_there_is_no_feed() =>
        (await CortexProgram.RunAsync("talk", "--text", "hello", "--camera", "feed")).Expect(2).ComplainsInOneLine("feed.socket");

    [Fact]
    public async Task A_socket_that_cannot_be_made_is_named_with_code_5()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("notes.txt", "mine");
        var run = (await CortexProgram.RunAsync(new Dictionary<string, string> { ["CORTEX__Feed__Socket"] = path }, "talk", "--text", "hello", "--camera", "feed")).Expect(5);
        run.ComplainsInOneLine(path);
        Assert.Equal("mine", await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
    }

    static string[] Client(string language)
    {
        if (language == "python")
        {
            Needs.Program("python3");
            return ["python3", Path.Combine(Repository.Root, "samples/feed/client.py")];
        }

        return [Path.Combine(AppContext.BaseDirectory, "..", "..", "FeedClient", Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/')), "FeedClient")];
    }

    static async Task<(int Code, string Said)> RunAsync(string[] client, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(client[0], [.. client[1..], .. arguments]) { RedirectStandardError = true })!;
        var said = await process.StandardError.ReadToEndAsync(Patience.Token());
        await process.WaitForExitAsync(Patience.Token());
        return (process.ExitCode, said);
    }
}
