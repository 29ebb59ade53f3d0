using System.Globalization;
using Cortex.Live;

namespace Cortex.App.Terminal;

/// <summary>What a conversation noted that its owner should know, in one line.</summary>
internal static class NoticeWords
{
    /// <summary>The line; null for what is not worth one.</summary>
    public static string? Of(Notice notice) => notice switch
    {
        Warned warned => warned.Text,
        RungChanged { To: "none" } change => $"{change.From} cannot answer either ({Why(change)}), and nobody is left",
        RungChanged { Why: "it answers again" } change => $"{change.To} answers again, in place of {change.From}",
        RungChanged { From: "none" } change => $"{change.To} is asked again",
        RungChanged change => $"{change.From} cannot answer ({Why(change)}): {change.To} answers from now on",
        Routed { Layer: 0 } routed => $"nothing was asked: {routed.Reason}",
        Silent { Step: SilenceStep.GivenUp, Since.Ticks: 0 } => "the model gave no answer of use, and was given up",
        Silent { Step: SilenceStep.GivenUp } silent => Seconds("the model said nothing for {0} s and was given up", silent),
        Silent { Step: SilenceStep.Nudged, Since.Ticks: 0 } => "the model's answer was empty or broke off, and it was asked to go on",
        Silent { Step: SilenceStep.Resumed, Since.Ticks: 0 } => "the model's answer was of no use, and the connection was changed",
        Silent { Step: SilenceStep.Resumed } silent => Seconds("the model said nothing for {0} s, the connection was changed", silent),
        Silent { Step: SilenceStep.Nudged, Since.TotalSeconds: < 0.5 } => "the model gave an empty answer and was asked again",
        Silent { Step: SilenceStep.Nudged } silent => Seconds("the model said nothing for {0} s and was asked again", silent),
        Silent silent => Seconds("the model said nothing for {0} s", silent),
        Spent spent => string.Create(
            CultureInfo.InvariantCulture,
            $"{spent.Share * 100:0} % of the spending limit of the {spent.Period} is used: {spent.Cost:0.####} of {spent.Cap:0.####}"),
        _ => null,
    };

    private static string Why(RungChanged change) => change.Why.TrimEnd('.', ' ');

    private static string Seconds(string format, Silent silent) => string.Format(CultureInfo.InvariantCulture, format, Math.Round(silent.Since.TotalSeconds, 1));
}
