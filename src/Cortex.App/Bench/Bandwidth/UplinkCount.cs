namespace Cortex.App.Bench;

/// <summary>What went through a socket towards the server, piece by piece. Any thread.</summary>
internal sealed class UplinkCount(TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private readonly List<(TimeSpan At, int Bytes)> _pieces = [];
    private readonly long _start = time.GetTimestamp();

    /// <summary>A piece went.</summary>
    public void Add(int bytes)
    {
        lock (_gate)
        {
            _pieces.Add((time.GetElapsedTime(_start), bytes));
        }
    }

    /// <summary>Kilobytes of the windows of a second that lie within what went, one every 100 ms.</summary>
    /// <exception cref="IOException">Less than two seconds went.</exception>
    public List<double> Windows()
    {
        lock (_gate)
        {
            List<double> windows = [];
            var (first, last) = _pieces.Count > 0 ? (_pieces[0].At, _pieces[^1].At) : default;
            for (var from = first; from + Window <= last; from += Step)
            {
                windows.Add(_pieces.Where(piece => piece.At >= from && piece.At < from + Window).Sum(static piece => piece.Bytes) / 1000.0);
            }

            return windows.Count > 10 ? windows : throw new IOException("the client sent for less than two seconds");
        }
    }

    /// <summary>The most kilobytes in any second, wherever it begins.</summary>
    public double Most()
    {
        lock (_gate)
        {
            var (most, sum, from) = (0L, 0L, 0);
            foreach (var (at, bytes) in _pieces)
            {
                sum += bytes;
                while (_pieces[from].At <= at - Window)
                {
                    sum -= _pieces[from++].Bytes;
                }

                most = Math.Max(most, sum);
            }

            return most / 1000.0;
        }
    }

    /// <summary>Kilobytes a second from the first piece to the last.</summary>
    public double Mean()
    {
        lock (_gate)
        {
            return _pieces.Sum(static piece => (double)piece.Bytes) / 1000 / Math.Max(1, (_pieces[^1].At - _pieces[0].At).TotalSeconds);
        }
    }
}
