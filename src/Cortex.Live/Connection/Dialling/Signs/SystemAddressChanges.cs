using System.Net.NetworkInformation;
using Microsoft.Extensions.Logging;

namespace Cortex.Live.Connection;

/// <summary>The addresses of this machine; where the system does not tell, nothing ever changes.</summary>
internal sealed class SystemAddressChanges(ILogger log) : IAddressChanges
{
    /// <inheritdoc />
    public IDisposable Subscribe(Action changed)
    {
        NetworkAddressChangedEventHandler addresses = (_, _) => changed();
        NetworkAvailabilityChangedEventHandler availability = (_, _) => changed();
        try
        {
            NetworkChange.NetworkAddressChanged += addresses;
            NetworkChange.NetworkAvailabilityChanged += availability;
        }
        catch (Exception exception) when (exception is NetworkInformationException or PlatformNotSupportedException)
        {
            Log.NoAddressChanges(log, exception.Message);
        }

        return new Subscription(() =>
        {
            NetworkChange.NetworkAddressChanged -= addresses;
            NetworkChange.NetworkAvailabilityChanged -= availability;
        });
    }

    private sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
