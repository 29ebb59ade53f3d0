using Cortex.Server.Hosting;
using Cortex.Server.Tests.Rig;

namespace Cortex.Server.Tests.Rest;

/// <summary>Errors of 7.4, and the model list of 7.5.</summary>
public sealed class RestErrorTests
{
    private const string Flash = "v1beta/models/gemini-3.8-flash:generateContent";

    [Fact]
    public async Task A_wrong_key_is_an_invalid_argument_and_a_missing_one_no_caller()
    {
        await using var rig = await ServerRig.StartAsync(new LiveServerOptions { AcceptedKeys = ["right"] });
        using var wrong = new RestClient(rig.Url, "wrong");
        var (status, text, _) = await wrong.GetAsync("v1beta/models");
        Assert.Equal(400, (int)status);
        Assert.Equal(
            """
            {
              "error": {
                "code": 400,
                "message": "API key not valid. Please pass a valid API key.",
                "status": "INVALID_ARGUMENT",
                "details": [
                  {
                    "@type": "type.googleapis.com/google.rpc.ErrorInfo",
                    "reason": "API_KEY_INVALID",
                    "domain": "googleapis.com",
                    "metadata": {
                      "service": "generativelanguage.googleapis.com"
                    }
                  }
                ]
              }
            }

            """.ReplaceLineEndings("\n"),
            text);
        using var none = new RestClient(rig.Url, key: null);
        Assert.Equal(403, (int)(await none.GetAsync("v1beta/models")).Status);
        using var right = new RestClient(rig.Url, "right");
        Assert.Equal(200, (int)(await right.GetAsync("v1beta/models")).Status);
        Assert.Equal(200, (int)(await none.GetAsync("v1beta/models?key=right")).Status);
    }

    [Theory]
    [InlineData("v1beta/models/gemini-2.0-flash:generateContent", "{}", 404, "models/gemini-2.0-flash is not found for API version v1beta, or is not supported for generateContent. Call ListModels")]
    [InlineData("v1beta/models/gemini-3.8-live:generateContent", "{}", 404, "models/gemini-3.8-live is not found for API version v1beta, or is not supported for generateContent.")]
    [InlineData("v1beta/models/gemini-3.8-flash:fly", "{}", 404, "The requested URL was not found on this server.")]
    [InlineData("nowhere", "{}", 404, "The requested URL was not found on this server.")]
    [InlineData(Flash, "{}", 400, "* GenerateContentRequest.contents: contents is not specified")]
    [InlineData(Flash, """{"contents":[{"parts":[{"text":"hi"}]}],"colour":1}""", 400, "Invalid JSON payload received. Unknown name \"colour\": Cannot find field.")]
    [InlineData(Flash, """{"contents":[{"parts":[{"text":"hi"}]}],"generationConfig":{"colour":1}}""", 400, "Unknown name \"colour\" at 'generation_config': Cannot find field.")]
    [InlineData(Flash, """{"contents":[{"parts":[{"colour":"hi"}]}]}""", 400, "Invalid JSON payload received. Unknown name \"colour\" at 'contents[0].parts[0]': Cannot find field.")]
    [InlineData(Flash, """{"contents":[{"parts":[{"inlineData":{"mimeType":"image/png","data":"!"}}]}]}""", 400, "Invalid value at 'contents[0].parts[0].inline_data.data' (TYPE_BYTES), Base64 decoding failed")]
    [InlineData(Flash, """{"contents":[{"role":"system","parts":[{"text":"hi"}]}]}""", 400, "Please use a valid role: user, model.")]
    [InlineData(Flash, """{"contents":[{"parts":[{"text":"hi"}]}],"contents":[]}""", 400, "Invalid JSON payload received.")]
    [InlineData(Flash, """{"contents":""", 400, "Invalid JSON payload received.")]
    [InlineData(Flash, "[]", 400, "Invalid JSON payload received. Expected an object.")]
    [InlineData(Flash, """{"contents":[{"parts":[{"text":"\ud800"}]}]}""", 400, "An escape is half of a surrogate pair.")]
    [InlineData("v1beta/auth_tokens", """{"\udc00":1}""", 400, "An escape is half of a surrogate pair.")]
    [InlineData(Flash, """{"contents":[{"parts":[{"inlineData":{"mimeType":"audio/wav","data":"AAAA"}}]}]}""", 400, "audio part")]
    [InlineData(Flash, """{"contents":[{"parts":[{"inlineData":{"mimeType":"application/zip","data":"AAAA"}}]}]}""", 400, "Unsupported MIME type: application/zip")]
    public async Task What_is_wrong_is_said_in_the_form_of_a_status(string path, string body, int code, string words)
    {
        await using var rig = await ServerRig.StartAsync();
        using var client = new RestClient(rig.Url);
        var (status, text, type) = await client.PostAsync(path, body);
        Assert.Equal(code, (int)status);
        Assert.Equal("application/json; charset=UTF-8", type);
        var error = RestClient.Parse(text).GetProperty("error");
        Assert.Equal(code, error.GetProperty("code").GetInt32());
        Assert.Equal(code == 404 ? "NOT_FOUND" : "INVALID_ARGUMENT", error.GetProperty("status").GetString());
        Assert.Contains(words, error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, rig.Log.Count(4200));
    }

    [Theory]
    [InlineData(Flash, "{\"contents\":[{\"parts\":[{\"text\":\"\u00ff\"}]}]}")]
    [InlineData("v1beta/auth_tokens", "{\"\u00ff\":1}")]
    public async Task A_body_that_is_not_UTF8_is_refused(string path, string body)
    {
        await using var rig = await ServerRig.StartAsync();
        using var client = new HttpClient { BaseAddress = rig.Url };
        client.DefaultRequestHeaders.Add("x-goog-api-key", "any");
        using var content = new ByteArrayContent(System.Text.Encoding.Latin1.GetBytes(body));

        using var answer = await client.PostAsync(new Uri(path, UriKind.Relative), content, TestContext.Current.CancellationToken);

        Assert.Equal(400, (int)answer.StatusCode);
        Assert.Contains("The text is not UTF-8.", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(0, rig.Log.Count(4200));
    }

    [Fact]
    public async Task A_body_over_the_limit_or_deeper_than_it_may_be_is_refused()
    {
        await using var rig = await ServerRig.StartAsync(new LiveServerOptions { MaxRequestBytes = 100_000 });
        using var client = new RestClient(rig.Url);
        var (status, text, _) = await client.PostAsync(Flash, new string(' ', 200_000));
        Assert.True((int)status is 413, text);
        Assert.Equal(400, (int)(await client.PostAsync(Flash, string.Concat(Enumerable.Repeat("{\"a\":", 10_000)))).Status);
    }

    [Fact]
    public async Task The_list_comes_in_pages_that_end()
    {
        await using var rig = await ServerRig.StartAsync();
        using var client = new RestClient(rig.Url);
        var names = new List<string>();
        var pages = 0;
        for (string? token = ""; token is not null; pages++)
        {
            var (_, text, _) = await client.GetAsync($"v1beta/models?pageSize=4&pageToken={Uri.EscapeDataString(token)}");
            var page = RestClient.Parse(text);
            Assert.InRange(page.GetProperty("models").GetArrayLength(), 1, 4);
            names.AddRange(page.GetProperty("models").EnumerateArray().Select(static model => model.GetProperty("name").GetString()!));
            token = page.TryGetProperty("nextPageToken", out var next) ? next.GetString() : null;
        }

        Assert.True(pages >= 3);
        Assert.Equal(names.Distinct(), names);
        Assert.Contains("models/gemini-3.8-live", names);
        var whole = RestClient.Parse((await client.GetAsync("v1beta/models")).Body);
        Assert.Equal(names.Count, whole.GetProperty("models").GetArrayLength());
        var live = whole.GetProperty("models").EnumerateArray().Single(static model => model.GetProperty("name").GetString() == "models/gemini-3.8-live");
        Assert.Contains("bidiGenerateContent", live.GetProperty("supportedGenerationMethods").EnumerateArray().Select(static method => method.GetString()));
        Assert.Equal(400, (int)(await client.GetAsync("v1beta/models?pageToken=bm9uc2Vuc2U=")).Status);
        Assert.Equal(400, (int)(await client.GetAsync("v1beta/models?pageSize=-1")).Status);
    }

    [Fact]
    public async Task One_model_can_be_asked_for()
    {
        await using var rig = await ServerRig.StartAsync();
        using var client = new RestClient(rig.Url);
        var model = RestClient.Parse((await client.GetAsync("v1beta/models/gemini-3.8-live")).Body);
        Assert.Equal(("models/gemini-3.8-live", 131_072), (model.GetProperty("name").GetString(), model.GetProperty("inputTokenLimit").GetInt32()));
        Assert.Equal(404, (int)(await client.GetAsync("v1beta/models/gemini-2.0-flash-exp")).Status);
    }
}
