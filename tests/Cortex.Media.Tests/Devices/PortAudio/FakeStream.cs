using Cortex.Media.Devices;
using Cortex.Testing;

namespace Cortex.Media.Tests.Devices;

/// <summary>A stream of <see cref="FakePortAudio"/>. Each period waits until it is let through; those of a closed gate wait for ever.</summary>
internal sealed class FakeStream(nint id, StreamWish wish)
{
    private readonly object _gate = new();
    private int _let;
    private int _waiting;

    public nint Id => id;

    public StreamWish Wish => wish;

    public int Periods { get; set; }

    public int Thread { get; set; }

    public bool IsClosed { get; set; }

    /// <summary>What was written, where a test wants to see it.</summary>
    public List<short>? Written { get; set; }

    /// <summary>Lets periods through.</summary>
    public void Let(int periods = 1)
    {
        lock (_gate)
        {
            _let += periods;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Lets periods through, and waits until its thread is back for the next one.</summary>
    public async Task LetAsync(int periods = 1)
    {
        var until = Periods + periods;
        Let(periods);
        await Patience.Until(() => Periods >= until && Volatile.Read(ref _waiting) > 0, "the device's thread to come back");
    }

    /// <summary>Waits until its thread asks for a period.</summary>
    public Task AskedAsync() => Patience.Until(() => Volatile.Read(ref _waiting) > 0, "the device's thread to ask for a period");

    public void Arrived()
    {
        lock (_gate)
        {
            _waiting++;
            while (_let == 0 && Monitor.Wait(_gate, Patience.Limit))
            {
            }

            _let--;
            _waiting--;
        }
    }
}
