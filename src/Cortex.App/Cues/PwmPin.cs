using System.Globalization;

namespace Cortex.App.Cues;

/// <summary>An output for pulses that drives a motor, as the kernel counts them: <c>/sys/class/pwm/pwmchip0</c>, channel 2.</summary>
internal sealed record PwmPin(int Chip, int Channel)
{
    /// <summary>What is allowed, in words.</summary>
    public const string Allowed = "none, or chip and channel of a PWM output, such as 0/2";

    /// <summary>Reads <c>0/2</c>; null: it is not that.</summary>
    public static PwmPin? Parse(string text) =>
        text.Split('/') is [var chip, var channel] && Number(chip) is { } first && Number(channel) is { } second ? new PwmPin(first, second) : null;

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= 255 ? number : null;
}
