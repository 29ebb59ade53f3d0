using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Cortex.App.Configuration;
using Cortex.Live.Connection;
using Cortex.Live.Session;

namespace Cortex.App.Models;

/// <summary>Asks the service which models a key may use (reference 7.5).</summary>
internal static class LiveModelList
{
    private const int MostPages = 20;
    private const int MostBytes = 4 << 20;

    /// <summary>What the service said.</summary>
    /// <param name="Models">Those that hold live conversations.</param>
    /// <param name="At">The service's clock, where it told.</param>
    public sealed record Answer(IReadOnlyList<LiveModel> Models, DateTimeOffset? At);

    /// <summary>Where it is asked: the address of the settings, over HTTP.</summary>
    public static Uri Service(CortexSettings settings)
    {
        var endpoint = settings.Endpoint ?? new LiveOptions().Endpoint;
        var address = new UriBuilder(endpoint) { Scheme = endpoint.Scheme is "https" or "wss" ? "https" : "http", Query = "", Fragment = "" };
        address.Port = endpoint.IsDefaultPort ? -1 : endpoint.Port;
        return address.Uri;
    }

    /// <summary>Asks.</summary>
    /// <param name="settings">Where.</param>
    /// <param name="key">The key; it travels in a header.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="IOException">It did not answer, or not with a list; the message says which, and holds no key.</exception>
    public static async Task<Answer> AskAsync(CortexSettings settings, Credential key, CancellationToken cancellationToken)
    {
        // A redirect would carry the key elsewhere.
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(10) }) { MaxResponseContentBufferSize = MostBytes };
        var models = new List<LiveModel>();
        string? page = "";
        DateTimeOffset? at = null;
        for (var pages = 0; page is not null && pages < MostPages; pages++)
        {
            var answer = await PageAsync(http, settings, key, page, models, cancellationToken);
            (page, at) = (answer.Next, answer.At);
        }

        return new([.. models.OrderBy(static model => model.Id, StringComparer.Ordinal)], at);
    }

    private static async Task<(string? Next, DateTimeOffset? At)> PageAsync(
        HttpClient http, CortexSettings settings, Credential key, string page, List<LiveModel> models, CancellationToken cancellationToken)
    {
        var address = new Uri($"{Service(settings).ToString().TrimEnd('/')}/{settings.ApiVersion}/models?pageSize=1000{(page.Length > 0 ? "&pageToken=" + Uri.EscapeDataString(page) : "")}");
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Add("x-goog-api-key", key.Secret);
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            using var body = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(cancellationToken), default, cancellationToken);
            if (response.StatusCode is not HttpStatusCode.OK)
            {
                throw new IOException($"{address.Host} refused the list of models: {(int)response.StatusCode} {key.HideIn(Reason(body.RootElement))}".TrimEnd());
            }

            Read(body.RootElement, models);
            return (body.RootElement.TryGetProperty("nextPageToken", out var next) && next.GetString() is { Length: > 0 } token ? token : null, response.Headers.Date);
        }
        catch (Exception fault) when (fault is HttpRequestException or SocketException)
        {
            throw new IOException($"{address.Host} cannot be reached: {fault.GetBaseException().Message}", fault);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw new IOException($"{address.Host} answered with something that is no list of models; is the address right?", fault);
        }
    }

    private static void Read(JsonElement list, List<LiveModel> models)
    {
        if (!list.TryGetProperty("models", out var rows))
        {
            return;
        }

        foreach (var row in rows.EnumerateArray())
        {
            if (row.TryGetProperty("supportedGenerationMethods", out var methods) && methods.EnumerateArray().Any(static method => method.ValueEquals("bidiGenerateContent"))
                && row.TryGetProperty("name", out var name) && name.GetString() is { } id)
            {
                var title = row.TryGetProperty("displayName", out var shown) ? shown.GetString() : null;
                var tokens = row.TryGetProperty("inputTokenLimit", out var limit) && limit.ValueKind is JsonValueKind.Number ? limit.GetInt64() : 0;
                models.Add(new(id.StartsWith("models/", StringComparison.Ordinal) ? id[7..] : id, title ?? id, tokens));
            }
        }
    }

    private static string Reason(JsonElement body) =>
        body.ValueKind is JsonValueKind.Object && body.TryGetProperty("error", out var error) && error.ValueKind is JsonValueKind.Object && error.TryGetProperty("message", out var message) ? message.ToString() : "";
}
