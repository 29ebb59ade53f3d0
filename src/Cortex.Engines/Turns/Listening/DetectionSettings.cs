using Cortex.Live.Protocol;

namespace Cortex.Engines.Turns;

/// <summary>What automatic detection shall do, in numbers (reference 2.1, realtimeInputConfig).</summary>
internal sealed record DetectionSettings(float StartThreshold, float HoldThreshold, TimeSpan Prefix, TimeSpan PreRoll, TimeSpan Silence)
{
    private static readonly TimeSpan LongestPrefix = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ShortestPreRoll = TimeSpan.FromMilliseconds(300);

    /// <summary>The numbers of a setup; what it does not say is as the real server does it.</summary>
    /// <remarks>
    /// Of <c>prefixPaddingMs</c> two readings exist, speech that is needed before a start counts and sound that is kept from before
    /// it; both are obeyed. <c>silenceDurationMs</c> is about 800 on the server; low end sensitivity waits half as long again.
    /// </remarks>
    public static DetectionSettings Of(AutomaticActivityDetection? detection)
    {
        var hardOfStart = detection?.StartOfSpeechSensitivity == StartSensitivity.Low;
        var slowToEnd = detection?.EndOfSpeechSensitivity == EndSensitivity.Low;
        var prefix = TimeSpan.FromMilliseconds(detection?.PrefixPaddingMs ?? (hardOfStart ? 200 : 100));
        var silence = TimeSpan.FromMilliseconds(detection?.SilenceDurationMs ?? (slowToEnd ? 1200 : 800));
        prefix = TimeSpan.FromTicks(Math.Clamp(prefix.Ticks, 0, LongestPrefix.Ticks));
        return new DetectionSettings(
            StartThreshold: hardOfStart ? 0.75f : 0.5f,
            HoldThreshold: slowToEnd ? 0.3f : 0.4f,
            Prefix: prefix,
            PreRoll: prefix > ShortestPreRoll ? prefix : ShortestPreRoll,
            Silence: TimeSpan.FromTicks(Math.Clamp(silence.Ticks, TimeSpan.TicksPerMillisecond * 20, LongestSilence.Ticks)));
    }
}
