using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace Cortex.Server.Hosting;

/// <summary>
/// Who is connected: so many in all, and so many of one address of another machine. Whoever comes when all places are taken takes the
/// place of the one that has done nothing for longest, be it half a request or a connection kept open; of nobody whose request is being
/// answered. Sockets that were upgraded do not count: they are bounded elsewhere. Any thread.
/// </summary>
internal sealed class ConnectionBook(int most, int mostOfAddress)
{
    private static readonly object Key = new();
    private readonly Lock _gate = new();
    private readonly LinkedList<Guest> _guests = new();

    /// <summary>A connection from its begin to its end.</summary>
    public async Task WatchAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        var guest = new Guest(connection);
        if (!TryEnter(guest))
        {
            connection.Abort(new ConnectionAbortedException("all places are taken"));
            return;
        }

        connection.Items[Key] = guest;
        try
        {
            await next(connection).ConfigureAwait(false);
        }
        finally
        {
            lock (_gate)
            {
                Leave(guest);
            }
        }
    }

    /// <summary>A request from its begin to its end.</summary>
    public async Task WatchAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<IConnectionItemsFeature>()?.Items.TryGetValue(Key, out var found) is not true || found is not Guest guest)
        {
            await next(context).ConfigureAwait(false);
            return;
        }

        var isSocket = context.WebSockets.IsWebSocketRequest;
        lock (_gate)
        {
            guest.Requests++;
            guest.Sockets += isSocket ? 1 : 0;
        }

        try
        {
            await next(context).ConfigureAwait(false);
        }
        finally
        {
            lock (_gate)
            {
                guest.Requests--;
                guest.Sockets -= isSocket ? 1 : 0;
                if (guest.Place.List is not null)
                {
                    // From now on it does nothing.
                    _guests.Remove(guest.Place);
                    _guests.AddLast(guest.Place);
                }
            }
        }
    }

    private bool TryEnter(Guest guest)
    {
        Guest? left = null;
        lock (_gate)
        {
            var counted = _guests.Where(static one => one.Sockets is 0).ToArray();
            var same = counted.Count(one => one.Address.Equals(guest.Address));
            var isFull = counted.Length >= most;
            if (!IPAddress.IsLoopback(guest.Address) && same >= mostOfAddress)
            {
                left = counted.FirstOrDefault(one => one.Requests is 0 && one.Address.Equals(guest.Address));
            }
            else if (isFull)
            {
                // Whoever has most of them has one too many.
                left = counted.Where(static one => one.Requests is 0).GroupBy(static one => one.Address).MaxBy(static of => of.Count())?.First();
            }
            else
            {
                guest.Place = _guests.AddLast(guest);
                return true;
            }

            if (left is null)
            {
                return false;
            }

            Leave(left);
            guest.Place = _guests.AddLast(guest);
        }

        left.Connection.Abort(new ConnectionAbortedException("its place was needed"));
        return true;
    }

    private void Leave(Guest guest)
    {
        if (guest.Place.List is not null)
        {
            _guests.Remove(guest.Place);
        }
    }

    private sealed class Guest
    {
        public Guest(ConnectionContext connection)
        {
            Connection = connection;
            Place = new LinkedListNode<Guest>(this);
            Address = connection.RemoteEndPoint is IPEndPoint { Address: var address } ? (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address) : IPAddress.None;
        }

        public ConnectionContext Connection { get; }

        public IPAddress Address { get; }

        public LinkedListNode<Guest> Place { get; set; }

        public int Requests { get; set; }

        public int Sockets { get; set; }
    }
}
