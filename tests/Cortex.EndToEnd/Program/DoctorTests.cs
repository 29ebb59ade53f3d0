using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Cortex.EndToEnd.Program;

/// <summary><c>cortex doctor</c> and <c>cortex models live</c>, run as a user runs them.</summary>
public sealed class DoctorTests : IDisposable
{
    private const string Secret = "AIzaSyD-not-a-key-of-anybody-01234567-8";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_good_server_is_found_good_step_by_step()
    {
        using var server = await ServerRun.StartAsync();
        var run = (await RunAsync("--endpoint", server.Address, "--mic", "none", "--speaker", "none", "--camera", Samples.Street, "--json")).Expect(0);

        Assert.Equal("", run.Error);
        Assert.True(run.Json().GetProperty("isWell").GetBoolean());
        foreach (var subject in new[] { "settings", "cortex", "name", "address", "models", "clock", "connection", "camera" })
        {
            Assert.True(Find(run, subject).GetProperty("health").GetString() is "good", $"{subject}: {Find(run, subject)}");
        }

        Assert.Contains("gemini-3.8-live", Words(run, "models"), StringComparison.Ordinal);
        Assert.InRange(Find(run, "connection").GetProperty("figures").GetProperty("setupMs").GetDouble(), 0.01, 10_000);
    }

    [Fact]
    public async Task Every_fault_of_a_crippled_machine_is_named_and_the_settings_faults_decide_the_exit_code()
    {
        var notAFolder = _folder.Write("file", "");
        var config = _folder.Write("cortex.json", "{ \"sound\": { \"volume\": 9 }, \"camra\": { \"device\": \"none\" } }");
        var run = (await CortexProgram.RunAsync(
            new Dictionary<string, string>
            {
                ["PATH"] = _folder.Path,
                ["CORTEX__State__Folder"] = Path.Combine(notAFolder, "state"),
                ["CORTEX__Detection__Model"] = _folder.File("none.onnx"),
                ["CORTEX__Sound__Microphone"] = "No such microphone",
            },
            "doctor", "--config", config, "--camera", _folder.File("none.jpg"), "--endpoint", "ws://127.0.0.1:9")).Expect(2);

        var text = string.Join(' ', run.Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        foreach (var fault in new[]
        {
            "sound.volume is \"9\"", "camra.device", "espeak-ng: is missing", "sudo apt-get install -y ffmpeg", "pactl: is missing",
            "cannot be written to", "BAD sound devices", "BAD camera", "none.onnx is not there", "BAD address: none of the addresses of 127.0.0.1",
        })
        {
            Assert.Contains(fault, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_refused_key_is_told_without_the_key_and_is_the_services_fault()
    {
        using var server = new StubServer(static (stream, _) => AnswerAsync(stream, "400 Bad Request", "", """{"error":{"code":400,"message":"API key not valid. Please pass a valid API key."}}"""));
        var run = (await RunAsync(Secret, "--endpoint", server.Address, "--mic", "none", "--speaker", "none", "--camera", "none", "--json")).Expect(4);

        Assert.Contains("API key not valid", Words(run, "models"), StringComparison.Ordinal);
        Assert.Equal("broken", Find(run, "connection").GetProperty("health").GetString());
        Assert.DoesNotContain(Secret, run.Output + run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clock_that_is_wrong_is_told_with_what_sets_it_and_so_is_a_model_that_is_not_there()
    {
        var date = "Date: " + DateTimeOffset.UnixEpoch.AddYears(60).ToString("r", CultureInfo.InvariantCulture) + "\r\n";
        using var server = new StubServer((stream, _) => AnswerAsync(
            stream, "200 OK", date, """{"models":[{"name":"models/other-live","supportedGenerationMethods":["bidiGenerateContent"]},{"name":"models/text","supportedGenerationMethods":["generateContent"]}]}"""));
        var run = (await RunAsync("--endpoint", server.Address, "--mic", "none", "--speaker", "none", "--camera", "none", "--json")).Expect(4);

        Assert.Contains("behind", Words(run, "clock"), StringComparison.Ordinal);
        Assert.Contains("set-ntp", Find(run, "clock").GetProperty("remedy").GetString(), StringComparison.Ordinal);
        Assert.Contains("other-live", Find(run, "model").GetProperty("remedy").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_live_models_of_a_service_are_listed()
    {
        using var server = await ServerRun.StartAsync();
        var models = (await CortexProgram.RunAsync("models", "live", "--endpoint", server.Address, "--json")).Expect(0).Json().GetProperty("models").EnumerateArray().ToArray();
        Assert.Contains(models, static model => model.GetProperty("id").GetString() is "gemini-3.8-live");
        Assert.Contains("* gemini-3.8-live", (await CortexProgram.RunAsync("models", "live", "--endpoint", server.Address)).Expect(0).Output, StringComparison.Ordinal);

        (await CortexProgram.RunAsync("models", "live")).Expect(4).ComplainsInOneLine("GEMINI_API_KEY");
    }

    private Task<ProgramResult> RunAsync(string key, params string[] arguments) => key.StartsWith("--", StringComparison.Ordinal)
        ? CortexProgram.RunAsync(Environment(), ["doctor", key, .. arguments])
        : CortexProgram.RunAsync(new Dictionary<string, string>(Environment()) { ["GEMINI_API_KEY"] = key }, ["doctor", .. arguments]);

    private Dictionary<string, string> Environment() => new() { ["CORTEX__State__Folder"] = _folder.Path, ["CORTEX__Models__Folder"] = _folder.Path };

    private static JsonElement Find(ProgramResult run, string subject) =>
        run.Json().GetProperty("findings").EnumerateArray().First(finding => finding.GetProperty("subject").GetString() == subject);

    private static string Words(ProgramResult run, string subject) => Find(run, subject).GetProperty("words").GetString()!;

    private static async Task AnswerAsync(Stream stream, string status, string headers, string body) =>
        await stream.WriteAsync(Encoding.UTF8.GetBytes($"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\nConnection: close\r\n{headers}\r\n{body}"));
}
