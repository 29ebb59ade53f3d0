using System.Globalization;

namespace Cortex.Media.Echo;

/// <summary>What an answer does in the microphone.</summary>
public readonly record struct EchoReport
{
    /// <summary>From the moment the answer is heard, as the loudspeaker's device says it, until it arrives in the microphone; null while unknown. Negative where a device overstates its latency.</summary>
    public double? DelayMs { get; init; }

    /// <summary>How much quieter the answer is in the microphone than it was played, before anything is done about it.</summary>
    public double RoomLossDb { get; init; }

    /// <summary>How much is taken off; no more can be seen than down to the room's noise.</summary>
    public double ReductionDb { get; init; }

    /// <summary>How far what is left stands above the room's noise; 0 where it vanishes in it.</summary>
    public double RemainsDb { get; init; }

    /// <summary>What is left, in dBFS.</summary>
    public double ResidualDbfs { get; init; }

    /// <summary>What follows.</summary>
    public EchoVerdict Verdict { get; init; }

    /// <summary>The verdict as a sentence for people, with the numbers.</summary>
    public string Advice => Verdict switch
    {
        EchoVerdict.NoEcho => "no answer reaches the microphone",
        EchoVerdict.Removed => Say($"the answer is taken out of the microphone ({ReductionDb:0} dB), nothing is left above the noise"),
        EchoVerdict.Reduced => Say($"{RemainsDb:0} dB of the answer are left above the noise: speak up to interrupt, or turn the loudspeaker down"),
        EchoVerdict.TooLoud => Say($"half duplex is advised: what is left of the answer in the microphone is as loud as a voice ({ResidualDbfs:0} dBFS)"),
        _ => "no answer has sounded yet",
    };

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
