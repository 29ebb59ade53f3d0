using System.Net;
using System.Text.Json;
using Cortex.Server.Tests.Rig;
using Cortex.Testing;

namespace Cortex.Server.Tests.Faults;

/// <summary>What goes wrong on the HTTP side (reference 7.4).</summary>
public sealed class RestFaultTests
{
    private const string Ask = "v1beta/models/gemini-3.8-flash:generateContent";
    private const string Question = """{"contents":[{"parts":[{"text":"hello"}]}]}""";

    [Theory]
    [InlineData("""{ "what": "httpError", "retryMs": 34500 }""", 429, "RESOURCE_EXHAUSTED", "PerMinute", "34.5s")]
    [InlineData("""{ "what": "httpError", "daily": true }""", 429, "RESOURCE_EXHAUSTED", "PerDay", null)]
    [InlineData("""{ "what": "httpError", "status": 500 }""", 500, "INTERNAL", null, null)]
    [InlineData("""{ "what": "httpError", "status": 503 }""", 503, "UNAVAILABLE", null, null)]
    public async Task An_error_has_the_form_of_the_API(string fault, int code, string status, string? quota, string? retry)
    {
        await using var rig = await FaultRig.StartAsync(fault);
        using var client = new RestClient(rig.Url);
        var (found, body, _) = await client.PostAsync(Ask, Question);

        Assert.Equal(code, (int)found);
        var error = RestClient.Parse(body).GetProperty("error");
        Assert.Equal((code, status), (error.GetProperty("code").GetInt32(), error.GetProperty("status").GetString()));
        Assert.Equal(quota is not null, Detail(error, "QuotaFailure")?.GetProperty("violations")[0].GetProperty("quotaId").GetString()!.Contains(quota!, StringComparison.Ordinal) ?? false);
        Assert.Equal(retry, Detail(error, "RetryInfo")?.GetProperty("retryDelay").GetString());
    }

    [Fact]
    public async Task Faults_choose_their_requests_by_number_and_path()
    {
        await using var rig = await FaultRig.StartAsync(
            """{ "what": "httpError", "status": 503, "when": { "everyRequest": 2 } }, { "what": "httpError", "status": 500, "when": { "path": "gemini-3.8-flash:", "times": 1 } }""");
        using var client = new RestClient(rig.Url);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("v1beta/models")).Status);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.GetAsync("v1beta/models")).Status);
        Assert.Equal(HttpStatusCode.InternalServerError, (await client.PostAsync(Ask, Question)).Status);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.PostAsync(Ask, Question)).Status);
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync(Ask, Question)).Status);
        Assert.Equal(3, rig.Server.Counts.Faults["httpError"]);
    }

    [Fact]
    public async Task A_slow_answer_comes_late_and_whole()
    {
        await using var rig = await FaultRig.StartAsync("""{ "what": "slowHttp", "ms": 8000 }""", fakeClock: true);
        using var client = new RestClient(rig.Url);
        var answer = client.PostAsync(Ask, Question);
        await Patience.Until(() => rig.Server.Counts.Faults.Count == 1, "the request to be held");
        rig.Clock.Advance(TimeSpan.FromMilliseconds(7_900));
        await ClockPump.Settle();
        Assert.False(answer.IsCompleted);
        await rig.Clock.RunUntil(answer, limit: TimeSpan.FromSeconds(10));
        Assert.Equal(HttpStatusCode.OK, (await answer).Status);
    }

    [Theory]
    [InlineData(Ask, 20)]
    [InlineData("v1beta/models/gemini-3.8-flash:streamGenerateContent?alt=sse", 60)]
    public async Task A_cut_answer_breaks_after_its_bytes(string path, int bytes)
    {
        await using var rig = await FaultRig.StartAsync($$"""{ "what": "cutStream", "bytes": {{bytes}} }""");
        using var http = new HttpClient { BaseAddress = rig.Url };
        http.DefaultRequestHeaders.Add("x-goog-api-key", "k");
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(Question) };
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Patience.Token());
        await using var body = await answer.Content.ReadAsStreamAsync(Patience.Token());
        var read = 0;
        var buffer = new byte[1024];

        await Assert.ThrowsAsync<HttpIOException>(async () =>
        {
            while (await body.ReadAsync(buffer, Patience.Token()) is > 0 and var count)
            {
                read += count;
            }
        });

        Assert.Equal(bytes, read);
    }

    private static JsonElement? Detail(JsonElement error, string type) =>
        error.TryGetProperty("details", out var details)
            ? details.EnumerateArray().Where(detail => detail.GetProperty("@type").GetString()!.EndsWith(type, StringComparison.Ordinal)).Cast<JsonElement?>().FirstOrDefault()
            : null;
}
