using Cortex.EndToEnd.Program;

namespace Cortex.EndToEnd.Sight;

/// <summary>The built program looks at real videos: what reaches a Live server, and when, and that answers follow the picture.</summary>
public sealed class SightTests
{
    private const string Street = "testsrc2=s=1280x720:r=25";

    [Fact]
    public async Task A_moving_scene_reaches_the_server_twice_a_second_while_the_wearer_speaks()
    {
        using var folder = new TemporaryFolder();
        await using var server = await WatchingServer.StartAsync();

        var report = await TalkAsync(folder, server, Street, seconds: 12);

        var arrived = server.Arrived;
        var (start, end) = (Find(arrived, "start"), Find(arrived, "end"));
        var videos = arrived.Where(one => one.Kind is "video" && one.Seconds <= arrived[end].Seconds).ToList();
        Assert.InRange(videos.Count, 22, 26);
        Assert.InRange((videos.Count - 1) / (videos[^1].Seconds - videos[0].Seconds), 1.9, 2.1);
        Assert.All(videos, static video => Assert.InRange(video.Bytes, 5000, 150_000));

        // The first is there before anything of the voice can have been judged.
        Assert.True(start < Find(arrived, "video") && Find(arrived, "video") < end);
        Assert.InRange(videos[0].Seconds - arrived[start].Seconds, 0, 0.25);
        Assert.Equal(arrived.Count(static one => one.Kind is "video"), report.GetProperty("frames").GetProperty("sent").GetInt32());
        Assert.Empty(report.GetProperty("lost").EnumerateArray());
    }

    [Fact]
    public async Task A_scene_that_stands_still_is_sent_once_and_the_rest_is_counted()
    {
        using var folder = new TemporaryFolder();
        await using var server = await WatchingServer.StartAsync();

        var report = await TalkAsync(folder, server, "color=c=0x406080:s=1280x720:r=25,noise=alls=6:allf=t", seconds: 5);

        Assert.Equal(1, server.Arrived.Count(static one => one.Kind is "video"));
        Assert.InRange(report.GetProperty("frames").GetProperty("leftOut").GetProperty("unchanged").GetInt32(), 7, 12);
    }

    [Fact]
    public async Task The_saver_sends_fewer_and_smaller_pictures()
    {
        using var folder = new TemporaryFolder();
        await using var server = await WatchingServer.StartAsync();

        await TalkAsync(folder, server, Street, seconds: 6, "--profile", "saver");

        var videos = server.Arrived.Where(static one => one.Kind is "video").ToList();
        Assert.InRange(videos.Count, 6, 8);
        Assert.All(videos, static video => Assert.InRange(video.Bytes, 2000, 60_000));
    }

    [Fact]
    public async Task A_tight_budget_holds_on_the_wire_and_the_sound_arrives_whole()
    {
        using var folder = new TemporaryFolder();
        await using var server = await WatchingServer.StartAsync();
        var environment = new Dictionary<string, string> { ["CORTEX__Camera__Budget"] = "90" };

        var report = await TalkAsync(folder, server, Street + ",noise=alls=60:allf=t", seconds: 10, environment);

        var all = server.Arrived.Select(static one => (one.Seconds, Bytes: one.Kind is "video" ? one.Bytes * 4 / 3 : one.Kind is "audio" ? 930 : 100)).ToList();
        var most = all.Max(one => all.Where(other => other.Seconds > one.Seconds - 1 && other.Seconds <= one.Seconds).Sum(static other => other.Bytes));
        Assert.InRange(most, 1, 190_000);
        Assert.True(server.Arrived.Count(static one => one.Kind is "video") >= 3);
        Assert.Empty(report.GetProperty("lost").EnumerateArray());
    }

    [Fact]
    public async Task On_a_slow_uplink_pictures_yield_and_sound_does_not_fall_behind()
    {
        using var folder = new TemporaryFolder();
        await using var server = await WatchingServer.StartAsync();
        await using var uplink = new SlowUplink(server.Address, bytesPerSecond: 75_000);

        var report = await TalkAsync(folder, server, Street, seconds: 15, through: uplink.Address);

        var sound = server.Arrived.Where(static one => one.Kind is "audio").ToList();
        var late = sound.Select((chunk, number) => chunk.Seconds - (sound[0].Seconds + (number * 0.02))).ToList();
        Assert.True(late.Max() < 2, $"sound came {late.Max():0.0} s late");
        Assert.True(late[^1] < 0.5, $"at the end it was {late[^1]:0.0} s late");
        Assert.InRange(server.Arrived.Count(static one => one.Kind is "video"), 3, 30);
        Assert.True(report.GetProperty("frames").GetProperty("leftOut").GetProperty("uplink").GetInt32() > 0);
        Assert.Empty(report.GetProperty("lost").EnumerateArray());
    }

    [Theory]
    [InlineData("red", "blue")]
    [InlineData("blue", "red")]
    public async Task The_answer_on_this_device_follows_the_picture(string colour, string other)
    {
        static string Code(string name) => name is "red" ? "0xe02020" : "0x3060f0";
        using var folder = new TemporaryFolder();
        var video = await MadeMedia.VideoAsync(folder, "scene.mkv", $"color=c={Code(other)}:s=640x480:r=10:d=1[a];color=c={Code(colour)}:s=640x480:r=10:d=5[b];[a][b]concat", 6);

        var run = (await CortexProgram.RunAsync("talk", "--engine", "offline", "--mic", MadeMedia.Voice(folder, "voice.wav", 2.5), "--camera", video, "--json")).Expect(0);

        var said = run.Json().GetProperty("turns")[0].GetProperty("said").GetString()!;
        Assert.Contains(colour, said, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(other, said, StringComparison.OrdinalIgnoreCase);
    }

    private static Task<System.Text.Json.JsonElement> TalkAsync(TemporaryFolder folder, WatchingServer server, string source, int seconds, params string[] more) =>
        TalkAsync(folder, server, source, seconds, environment: [], through: null, more);

    private static async Task<System.Text.Json.JsonElement> TalkAsync(
        TemporaryFolder folder, WatchingServer server, string source, int seconds, Dictionary<string, string>? environment = null, string? through = null, params string[] more)
    {
        var video = await MadeMedia.VideoAsync(folder, "scene.mkv", source, seconds + 4);
        var run = await CortexProgram.RunAsync(
            environment ?? [],
            ["talk", "--endpoint", through ?? server.Address, "--turns", "client", "--mic", MadeMedia.Voice(folder, "voice.wav", seconds), "--camera", video, "--json", .. more]);
        return run.Expect(0).Json();
    }

    private static int Find(IReadOnlyList<(string Kind, double Seconds, int Bytes)> arrived, string kind) => arrived.ToList().FindIndex(one => one.Kind == kind);
}
