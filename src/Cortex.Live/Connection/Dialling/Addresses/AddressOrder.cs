using System.Net;
using System.Net.Sockets;

namespace Cortex.Live.Connection;

/// <summary>In which order addresses are tried (RFC 8305, section 4). Pure.</summary>
internal static class AddressOrder
{
    /// <summary>The one that took a connection last, then the kinds in turn, beginning with the resolver's first.</summary>
    public static IReadOnlyList<IPAddress> Of(IReadOnlyList<IPAddress> addresses, IPAddress? good)
    {
        List<IPAddress> order = good is null ? [] : [good];
        var first = good is not null ? Other(good) : addresses.Count > 0 ? addresses[0].AddressFamily : AddressFamily.InterNetworkV6;
        var ones = new Queue<IPAddress>(addresses.Where(address => address.AddressFamily == first && !address.Equals(good)));
        var others = new Queue<IPAddress>(addresses.Where(address => address.AddressFamily != first && !address.Equals(good)));
        while (ones.Count + others.Count > 0)
        {
            if (ones.TryDequeue(out var one))
            {
                order.Add(one);
            }

            if (others.TryDequeue(out var other))
            {
                order.Add(other);
            }
        }

        return order;
    }

    private static AddressFamily Other(IPAddress address) =>
        address.AddressFamily is AddressFamily.InterNetworkV6 ? AddressFamily.InterNetwork : AddressFamily.InterNetworkV6;
}
