namespace Cortex.Media.Echo;

/// <summary>Changes nothing and measures: for microphones that are clean already (headphones, the sound server's canceller), or have to do.</summary>
public sealed class PlainEcho : IEchoCanceller
{
    private readonly EchoEar _ear;

    /// <summary>Listens to both sides.</summary>
    /// <param name="reference">What is played; this is its only reader.</param>
    /// <param name="options">Null for the defaults.</param>
    public PlainEcho(EchoReference reference, EchoOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(reference);
        _ear = new EchoEar(reference, options ?? new EchoOptions());
    }

    /// <inheritdoc/>
    public TimeSpan Delay => TimeSpan.Zero;

    /// <inheritdoc/>
    public float ReductionDb => _ear.Meter.ReductionDb;

    /// <inheritdoc/>
    public float ResidualDb => _ear.Meter.ResidualDb;

    /// <inheritdoc/>
    public float RaiseDb => _ear.Meter.RaiseDb;

    /// <inheritdoc/>
    public EchoReport Report => _ear.Report;

    /// <inheritdoc/>
    public void Process(Span<short> near16k, long timestamp)
    {
        EchoEar.CheckLength(near16k.Length);
        for (var at = 0; at < near16k.Length; at += SpeechRate.Block)
        {
            var near = near16k.Slice(at, SpeechRate.Block);
            _ear.Listen(timestamp, near16k.Length - at - SpeechRate.Block);
            _ear.Judge(near, near);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
