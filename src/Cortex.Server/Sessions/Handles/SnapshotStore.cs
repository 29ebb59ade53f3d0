using System.Security.Cryptography;

namespace Cortex.Server.Sessions;

/// <summary>
/// The snapshots that handles restore, bounded in number and bytes: the oldest go first. A handle lives for some hours after the
/// connection that made it has ended (reference 4.4), and may be used more than once. Any thread.
/// </summary>
internal sealed class SnapshotStore(int maxCount, long maxBytes, TimeSpan lifetime, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, LinkedListNode<Entry>> _byHandle = new(StringComparer.Ordinal);
    private readonly LinkedList<Entry> _byAge = new();
    private long _bytes;

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _byAge.Count;
            }
        }
    }

    /// <summary>Takes up a session again, unless a connection of it is open.</summary>
    public bool TryEnter(LiveSpan span)
    {
        lock (_lock)
        {
            if (span.IsOpen)
            {
                return false;
            }

            span.Open();
            return true;
        }
    }

    /// <summary>The connection has ended; the session's handles live on for a while.</summary>
    public void End(LiveSpan span)
    {
        lock (_lock)
        {
            span.End(time.GetUtcNow());
        }
    }

    /// <summary>When the session's open connection has ended.</summary>
    public Task WhenEndedAsync(LiveSpan span)
    {
        lock (_lock)
        {
            return span.Ended;
        }
    }

    /// <summary>Keeps a snapshot and gives it a handle of its own.</summary>
    public string Add(LiveSpan span, Snapshot snapshot)
    {
        var handle = Convert.ToBase64String(RandomNumberGenerator.GetBytes(48)).Replace('+', '-').Replace('/', '_');
        lock (_lock)
        {
            var node = _byAge.AddLast(new Entry(handle, span, snapshot));
            _byHandle.Add(handle, node);
            _bytes += snapshot.Bytes;
            while (_byAge.First is { } oldest && (_byAge.Count > maxCount || _bytes > maxBytes || IsExpired(oldest.Value)))
            {
                Remove(oldest);
            }
        }

        return handle;
    }

    /// <summary>Looks a handle up; it stays valid.</summary>
    /// <param name="handle">As it was sent.</param>
    /// <param name="span">The session it belongs to.</param>
    public Snapshot? Find(string handle, out LiveSpan? span)
    {
        lock (_lock)
        {
            span = null;
            if (!_byHandle.TryGetValue(handle, out var node))
            {
                return null;
            }

            if (IsExpired(node.Value))
            {
                Remove(node);
                return null;
            }

            span = node.Value.Span;
            return node.Value.Snapshot;
        }
    }

    private bool IsExpired(Entry entry) => !entry.Span.IsOpen && time.GetUtcNow() - entry.Span.EndedAt >= lifetime;

    private void Remove(LinkedListNode<Entry> node)
    {
        _byAge.Remove(node);
        _byHandle.Remove(node.Value.Handle);
        _bytes -= node.Value.Snapshot.Bytes;
    }

    private sealed record Entry(string Handle, LiveSpan Span, Snapshot Snapshot);
}
