using Cortex.Media.Audio;

namespace Cortex.Media.Echo;

/// <summary>
/// Half duplex: while an answer sounds, and until its echo has died away, the microphone counts as silent. It gives zeros then, closed
/// and opened by a fade of 10 ms; nothing else changes, and a stop key still stops. Goes on measuring what it keeps back, so that the
/// report says whether it is needed.
/// </summary>
public sealed class HalfDuplexGate : IEchoCanceller
{
    /// <summary>How long after the last sound of the answer the microphone stays closed, at least; the echo's delay is added.</summary>
    public static readonly TimeSpan RoomTail = TimeSpan.FromMilliseconds(200);

    private const double AudibleDbfs = -60;
    private const double UnknownDelayMs = 150;
    private readonly EchoEar _ear;
    private int _closedFor;
    private float _gain = 1;

    /// <summary>Makes an open gate.</summary>
    /// <param name="reference">What is played; this is its only reader.</param>
    /// <param name="options">Null for the defaults.</param>
    public HalfDuplexGate(EchoReference reference, EchoOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(reference);
        _ear = new EchoEar(reference, options ?? new EchoOptions());
    }

    /// <inheritdoc/>
    public bool IsClosed => _closedFor > 0;

    /// <inheritdoc/>
    public TimeSpan Delay => TimeSpan.Zero;

    /// <inheritdoc/>
    public float ReductionDb => _ear.Meter.ReductionDb;

    /// <inheritdoc/>
    public float ResidualDb => _ear.Meter.ResidualDb;

    /// <summary>0: what comes through is the room.</summary>
    public float RaiseDb => 0;

    /// <inheritdoc/>
    public EchoReport Report => _ear.Report;

    /// <inheritdoc/>
    public void Process(Span<short> near16k, long timestamp)
    {
        EchoEar.CheckLength(near16k.Length);
        for (var at = 0; at < near16k.Length; at += SpeechRate.Block)
        {
            var near = near16k.Slice(at, SpeechRate.Block);
            var far = _ear.Listen(timestamp, near16k.Length - at - SpeechRate.Block);
            _closedFor = Pcm.LevelDbfs(far) > AudibleDbfs ? TailBlocks : Math.Max(0, _closedFor - 1);
            _ear.Judge(near, near);
            var gain = IsClosed ? 0f : 1f;
            if (_gain != 1 || gain != 1)
            {
                Pcm.Fade(near, _gain, gain);
            }

            _gain = gain;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private int TailBlocks => (int)((RoomTail.TotalMilliseconds + Math.Max(0, _ear.RelativeDelayMs ?? UnknownDelayMs)) / 10) + 1;
}
