using System.Collections;
using System.Globalization;
using Cortex.Assistant.Pump;

namespace Cortex.App.Run;

/// <summary>
/// Tells systemd that the assistant is ready, that it still lives, and that it is ending. It lives while the microphone is heard, the
/// loudspeaker is fed and the engine takes what was heard: whatever of them stands still between two looks, no sign of life is given,
/// and after the watchdog's time the service is started anew.
/// </summary>
internal sealed class Supervisor : IDisposable
{
    /// <summary>Looks in the watchdog's time: a device that is lost may stand still for a moment of one.</summary>
    private const int Looks = 3;

    private const int MostStatus = 200;
    private readonly NotifySocket _socket;
    private readonly Func<PumpProgress?> _look;
    private readonly ITimer _timer;
    private readonly TimeSpan _between;
    private PumpProgress? _seen;
    private int _isLooking;

    private Supervisor(NotifySocket socket, TimeSpan watchdog, Func<PumpProgress?> look, TimeProvider time)
    {
        (_socket, _look, _between) = (socket, look, watchdog == default ? Timeout.InfiniteTimeSpan : watchdog / Looks);
        _timer = time.CreateTimer(_ => Look(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Finds out whether somebody supervises this process.</summary>
    /// <param name="environment">The environment's variables.</param>
    /// <param name="look">How far the devices have come; null: a page holds the conversation. Passes through the locks of all who work.</param>
    /// <param name="time">The clock.</param>
    /// <returns>Null: nobody does.</returns>
    public static Supervisor? Find(IDictionary environment, Func<PumpProgress?> look, TimeProvider time)
    {
        if (NotifySocket.Open((string?)environment["NOTIFY_SOCKET"]) is not { } socket)
        {
            return null;
        }

        var isMine = environment["WATCHDOG_PID"] is not string owner || owner == Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        return long.TryParse((string?)environment["WATCHDOG_USEC"], NumberStyles.None, CultureInfo.InvariantCulture, out var microseconds) && isMine
            ? new Supervisor(socket, TimeSpan.FromMicroseconds(microseconds), look, time)
            : new Supervisor(socket, default, look, time);
    }

    /// <summary>The assistant can be talked to.</summary>
    /// <param name="status">A line for people.</param>
    public void Ready(string status)
    {
        var line = status.ReplaceLineEndings(" ");
        _socket.Tell($"READY=1\nSTATUS={line[..Math.Min(line.Length, MostStatus)]}");
        _seen = _look();
        _timer.Change(_between, _between);
    }

    /// <summary>It is ending; from now on no sign of life is needed.</summary>
    public void Stopping()
    {
        _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _socket.Tell("STOPPING=1");
    }

    public void Dispose()
    {
        _timer.Dispose();
        _socket.Dispose();
    }

    private void Look()
    {
        // A look that hangs at somebody's lock is no sign of life, and one of them is enough.
        if (Interlocked.Exchange(ref _isLooking, 1) is not 0)
        {
            return;
        }

        var (before, now) = (_seen, _look());
        _seen = now;
        Volatile.Write(ref _isLooking, 0);
        if (Lives(before, now))
        {
            _socket.Tell("WATCHDOG=1");
        }
    }

    // Devices that were just taken or given back begin again at any count.
    private static bool Lives(PumpProgress? before, PumpProgress? now) =>
        (before, now) is not ({ } then, { } here) || (then.Heard != here.Heard && then.Played != here.Played && then.Taken != here.Taken);
}
