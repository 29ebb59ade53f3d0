using System.Globalization;
using Cortex.Assistant.Pump;
using Cortex.Media.Echo;

namespace Cortex.App.Sound;

/// <summary>
/// At the start of a conversation at devices: a short sound, twice, from which the echo's delay and what is gained against it are known
/// before the first answer sounds.
/// </summary>
internal static class EchoCheck
{
    private const int PlayedRateHz = 24_000;

    // The room's noise must be known first; and two looks at the echo must agree.
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(700);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    /// <summary>Plays it and waits for what comes of it, some three seconds.</summary>
    /// <param name="pump">Runs; with echo to be measured.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends it without a word.</param>
    /// <returns>A sentence for people; null: nothing was learned, or there is nothing to measure.</returns>
    public static async Task<string?> RunAsync(DevicePump pump, TimeProvider time, CancellationToken cancellationToken)
    {
        if (pump.Echo is null)
        {
            return null;
        }

        try
        {
            var probe = EchoProbe.Sound(PlayedRateHz);
            await Task.Delay(Quiet, time, cancellationToken);
            pump.PlayOver(probe, 1, 0);
            await Task.Delay(Between, time, cancellationToken);
            pump.PlayOver(probe, 1, 0);
            await Task.Delay(Rest, time, cancellationToken);
            return pump.Echo is { Verdict: not EchoVerdict.Unknown } report ? Words(report) : null;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    // Two chirps teach nobody a room: that most of them is left says no more than that there is an echo.
    private static string Words(EchoReport report) => report.Verdict is EchoVerdict.TooLoud
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"the microphone hears the loudspeaker, {report.RoomLossDb:0} dB softer; until that is learnt, some seconds of answers, they are cut by key alone. Should answers cut themselves: headphones, or --echo half-duplex")
        : report.Advice;
}
