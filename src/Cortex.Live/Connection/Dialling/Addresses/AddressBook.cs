using System.Net;

namespace Cortex.Live.Connection;

/// <summary>What is known of a few names: their addresses, and which of them took a connection last. Safe for several threads.</summary>
internal sealed class AddressBook
{
    private const int MostNames = 16;

    private readonly Lock _lock = new();
    private readonly List<Entry> _entries = [];

    /// <summary>The addresses that are known, best first; empty: none.</summary>
    public IReadOnlyList<IPAddress> Find(string host)
    {
        lock (_lock)
        {
            return EntryOf(host) is { } entry ? AddressOrder.Of(entry.Addresses, entry.Good) : [];
        }
    }

    /// <summary>A name was resolved: these replace what was known, but for the address that took a connection last.</summary>
    public void Resolved(string host, IPAddress[] addresses) => Change(host, entry => entry with { Addresses = addresses });

    /// <summary>An address took a connection.</summary>
    public void Worked(string host, IPAddress address) => Change(host, entry => entry with { Good = address });

    /// <summary>An address did not: it is not the first any more.</summary>
    public void Failed(string host, IPAddress address) => Change(host, entry => address.Equals(entry.Good) ? entry with { Good = null } : entry);

    private void Change(string host, Func<Entry, Entry> change)
    {
        lock (_lock)
        {
            var entry = EntryOf(host) ?? new Entry(host, [], null);
            _entries.Remove(entry);
            _entries.Add(change(entry));
            if (_entries.Count > MostNames)
            {
                _entries.RemoveAt(0);
            }
        }
    }

    private Entry? EntryOf(string host) => _entries.Find(entry => string.Equals(entry.Host, host, StringComparison.OrdinalIgnoreCase));

    private sealed record Entry(string Host, IPAddress[] Addresses, IPAddress? Good);
}
