using Microsoft.Extensions.Logging.Abstractions;
using ModelContextProtocol.Client;

namespace Cortex.Engines.Tools;

/// <summary>The way to a server over HTTP. Its headers are secret: they go to the address that the settings name, and to no other.</summary>
internal sealed class McpHttp : McpWay
{
    private readonly Uri _address;
    private readonly HttpClient _client;

    /// <summary>Makes it; nothing is asked yet.</summary>
    /// <param name="options">Which server.</param>
    /// <param name="time">The clock.</param>
    /// <param name="onBroken">Told that it did what is not borne.</param>
    public McpHttp(McpServerOptions options, TimeProvider time, Action onBroken)
        : base(time, onBroken)
    {
        _address = options.Url!;
        _client = new HttpClient(new Guard(this)) { MaxResponseContentBufferSize = MostMessage };
        Transport = new HttpClientTransport(
            new HttpClientTransportOptions
            {
                Name = options.Name,
                Endpoint = _address,
                AdditionalHeaders = options.Headers.ToDictionary(),
                ConnectionTimeout = options.StartLimit,
            },
            _client,
            NullLoggerFactory.Instance,
            ownsHttpClient: false);
    }

    public override IClientTransport Transport { get; }

    public override bool EndsFirst => false;

    public override ValueTask DisposeAsync()
    {
        _client.Dispose();
        return default;
    }

    private bool IsSame(Uri address) => address.Scheme == _address.Scheme && address.Host == _address.Host && address.Port == _address.Port;

    private async Task<HttpResponseMessage> CheckAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if ((int)response.StatusCode is >= 300 and < 400)
        {
            var place = response.Headers.Location is { } location ? "to " + new Uri(_address, location).GetLeftPart(UriPartial.Authority) : "elsewhere";
            Break($"it sends its callers {ToolText.Clean(place, 100)}, where its headers would go too: that is not followed; name the last address in its url");
        }

        var kind = response.Content.Headers.ContentType?.MediaType;
        var bounded = new StreamContent(Bound(
            await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false),
            kind is "text/event-stream" ? MessageEnd.EmptyLine : MessageEnd.Stream));
        foreach (var (name, values) in response.Content.Headers.NonValidated)
        {
            bounded.Headers.TryAddWithoutValidation(name, values);
        }

        response.Content = bounded;
        return response;
    }

    private sealed class Guard(McpHttp way) : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            // An event stream may name another address for what is sent to it.
            if (!way.IsSame(request.RequestUri!))
            {
                way.Break($"it names {ToolText.Clean(request.RequestUri!.Authority, 100)} as its address, where its headers would go too: that is not followed");
                throw new HttpRequestException("another address");
            }

            return await way.CheckAsync(await base.SendAsync(request, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        }
    }
}
