using Microsoft.AspNetCore.Http.Features;

namespace Cortex.Server.Endpoint;

/// <summary>Gives an upgraded connection a <see cref="LingeringStream"/>.</summary>
internal sealed class LingeringUpgrade(IHttpUpgradeFeature inner) : IHttpUpgradeFeature
{
    /// <summary>The connection's stream, once it was upgraded.</summary>
    public LingeringStream? Stream { get; private set; }

    public bool IsUpgradableRequest => inner.IsUpgradableRequest;

    public async Task<Stream> UpgradeAsync() => Stream = new LingeringStream(await inner.UpgradeAsync().ConfigureAwait(false));
}
