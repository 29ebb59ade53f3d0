using System.Net;
using System.Text;
using System.Text.Json;

namespace Cortex.Server.Tests.Rig;

/// <summary>A plain <see cref="HttpClient"/> with a key.</summary>
internal sealed class RestClient : IDisposable
{
    private readonly HttpClient _http;

    public RestClient(Uri server, string? key = "k")
    {
        _http = new HttpClient { BaseAddress = server };
        if (key is not null)
        {
            _http.DefaultRequestHeaders.Add("x-goog-api-key", key);
        }
    }

    public Task<(HttpStatusCode Status, string Body, string Type)> GetAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

    public Task<(HttpStatusCode Status, string Body, string Type)> PostAsync(string path, string body) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") });

    /// <summary>The body of a success.</summary>
    public async Task<JsonElement> AnswerAsync(string path, string body)
    {
        var (status, text, type) = await PostAsync(path, body);
        Assert.True(status is HttpStatusCode.OK, text);
        Assert.StartsWith("application/json", type, StringComparison.Ordinal);
        return Parse(text);
    }

    public static JsonElement Parse(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    public void Dispose() => _http.Dispose();

    private async Task<(HttpStatusCode Status, string Body, string Type)> SendAsync(HttpRequestMessage request)
    {
        using (request)
        {
            using var answer = await _http.SendAsync(request, Cortex.Testing.Patience.Token());
            var body = await answer.Content.ReadAsStringAsync(Cortex.Testing.Patience.Token());
            return (answer.StatusCode, body, answer.Content.Headers.ContentType?.ToString() ?? "");
        }
    }
}
