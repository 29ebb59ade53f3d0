using Microsoft.AspNetCore.Http.Features;

namespace Cortex.Server.Endpoint;

/// <summary>Gives an upgraded connection a <see cref="LingeringStream"/>.</summary>
internal sealed class LingeringUpgrade(IHttpUpgradeFeature inner) : IHttpUpgradeFeature
{
    /// <summary>The connection's stream, once it was upgraded.</summary>
    public LingeringStream? Stream { get; private set; }

    /// <summary>Gets between the connection and its WebSocket, or null.</summary>
    public Func<Stream, Stream>? Wrap { get; set; }

    public bool IsUpgradableRequest => inner.IsUpgradableRequest;

    public async Task<Stream> UpgradeAsync()
    {
        var connection = await inner.UpgradeAsync().ConfigureAwait(false);
        return Stream = new LingeringStream(Wrap?.Invoke(connection) ?? connection);
    }
}
