using System.Net;

namespace Cortex.App.WebConsole.Entry;

/// <summary>
/// How often somebody failed to get in, by address and in all: after a few failures the next try has to wait. Bounded; any thread.
/// </summary>
internal sealed class FailedTries(TimeProvider time)
{
    private const int PerAddress = 5;
    private const int Together = 50;
    private const int MostAddresses = 1000;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private readonly Lock _gate = new();
    private readonly Dictionary<IPAddress, int> _failed = [];
    private long _began = time.GetTimestamp();
    private int _all;

    /// <summary>So long nobody is let try again; for the answer.</summary>
    public static TimeSpan Wait => Window;

    /// <summary>This address tries; until it is forgiven the try counts as failed.</summary>
    /// <returns>False: it may not.</returns>
    public bool TryCount(IPAddress? address)
    {
        lock (_gate)
        {
            Renew();
            var of = Of(address);
            if (_all >= Together || _failed.GetValueOrDefault(of) >= PerAddress)
            {
                return false;
            }

            _all++;
            if (_failed.Count < MostAddresses || _failed.ContainsKey(of))
            {
                _failed[of] = _failed.GetValueOrDefault(of) + 1;
            }

            return true;
        }
    }

    /// <summary>It did not fail.</summary>
    public void Forgive(IPAddress? address)
    {
        lock (_gate)
        {
            var of = Of(address);
            if (_failed.GetValueOrDefault(of) is > 0 and var count)
            {
                _all--;
                _failed[of] = count - 1;
            }
        }
    }

    private void Renew()
    {
        if (time.GetElapsedTime(_began) >= Window)
        {
            _began = time.GetTimestamp();
            _all = 0;
            _failed.Clear();
        }
    }

    // An owner of IPv6 addresses has as many as he likes within a /64.
    private static IPAddress Of(IPAddress? address)
    {
        if (address is null || address.IsIPv4MappedToIPv6)
        {
            return address?.MapToIPv4() ?? IPAddress.None;
        }

        var bytes = address.GetAddressBytes();
        return bytes.Length is 16 ? new IPAddress([.. bytes[..8], 0, 0, 0, 0, 0, 0, 0, 0]) : address;
    }
}
