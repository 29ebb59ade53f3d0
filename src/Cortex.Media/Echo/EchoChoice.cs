namespace Cortex.Media.Echo;

/// <summary>What is done against echo on this machine, and why.</summary>
/// <param name="Mode">Never <see cref="EchoMode.Auto"/>.</param>
/// <param name="Source">The sound server's echo-cancelling source to record from; null for the usual one.</param>
/// <param name="Sink">The sound server's sink to play to, which that source hears; null for the usual one.</param>
/// <param name="Advice">What the user should know: something asked for or helpful is missing, and how to get it. Null for nothing.</param>
public sealed record EchoChoice(EchoMode Mode, string? Source, string? Sink, string? Advice)
{
    /// <summary>What to say where the sound server was asked for and has no canceller.</summary>
    public const string ServerAdvice =
        "the sound server has no echo-cancelling source; load one: pactl load-module module-echo-cancel aec_method=webrtc";

    private static readonly string[] Names = ["echo-cancel", "echocancel", "echo_cancel"];

    /// <summary>Decides; pure.</summary>
    /// <param name="mode">The setting.</param>
    /// <param name="sources">Names of the sound server's sources.</param>
    /// <param name="sinks">Names of its sinks.</param>
    /// <param name="isSpeexPresent"><see cref="SpeexEchoCanceller.IsAvailable"/>.</param>
    public static EchoChoice Decide(EchoMode mode, IReadOnlyList<string> sources, IReadOnlyList<string> sinks, bool isSpeexPresent)
    {
        ArgumentNullException.ThrowIfNull(sources);
        ArgumentNullException.ThrowIfNull(sinks);
        if (mode is EchoMode.Off or EchoMode.HalfDuplex)
        {
            return new EchoChoice(mode, null, null, null);
        }

        // A monitor of the cancelling sink bears its name too, and hears the answer alone.
        var source = sources.FirstOrDefault(name => IsCancelling(name) && !name.EndsWith(".monitor", StringComparison.Ordinal));
        var sink = sinks.FirstOrDefault(IsCancelling);
        if (mode != EchoMode.Speex && source is not null && sink is not null)
        {
            return new EchoChoice(EchoMode.Server, source, sink, null);
        }

        var missing = mode == EchoMode.Server ? ServerAdvice : null;
        return isSpeexPresent
            ? new EchoChoice(EchoMode.Speex, null, null, missing)
            : new EchoChoice(EchoMode.Off, null, null, missing ?? SpeexEchoCanceller.Advice);
    }

    private static bool IsCancelling(string name) => Array.Exists(Names, part => name.Contains(part, StringComparison.OrdinalIgnoreCase));
}
