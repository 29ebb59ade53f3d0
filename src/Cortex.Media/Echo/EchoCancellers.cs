namespace Cortex.Media.Echo;

/// <summary>Makes the canceller that was chosen.</summary>
public static class EchoCancellers
{
    /// <summary>Makes it; the caller disposes it after the input device has stopped.</summary>
    /// <param name="choice">What was decided.</param>
    /// <param name="reference">What is played; the canceller is its only reader.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <exception cref="EchoException">The library of <see cref="EchoMode.Speex"/> is missing.</exception>
    public static IEchoCanceller Open(EchoChoice choice, EchoReference reference, EchoOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(choice);
        return choice.Mode switch
        {
            EchoMode.Speex => new SpeexEchoCanceller(reference, options),
            EchoMode.HalfDuplex => new HalfDuplexGate(reference, options),
            _ => new PlainEcho(reference, options),
        };
    }
}
