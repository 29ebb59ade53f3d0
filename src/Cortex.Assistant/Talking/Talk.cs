using Cortex.Assistant.Pump;
using Cortex.Assistant.Report;
using Cortex.Live;
using Cortex.Live.Protocol;
using Microsoft.Extensions.Logging;

namespace Cortex.Assistant.Talking;

/// <summary>A conversation from its opening to its account, whoever leads it.</summary>
internal sealed class Talk(ILiveEngine engine, Setup setup, PumpDevices devices, TalkOptions options, TimeProvider time, ILoggerFactory loggers)
{
    /// <summary>Opens it, has it held, ends it, and writes the account.</summary>
    /// <param name="hold">Leads it to its end.</param>
    public async Task<TalkResult> RunAsync(Func<DevicePump, Task<TalkEnd>> hold)
    {
        var meter = new ProcessMeter(time);
        var pump = new DevicePump(engine, setup, ConversationHistory.Empty, devices, options.Pump, time, loggers);
        await using (pump.ConfigureAwait(false))
        {
            var end = await hold(pump).ConfigureAwait(false);

            // Taken before the goodbye: our own closing is not the engine's.
            var (closed, elapsed) = (pump.Closed, pump.Elapsed);
            await pump.StopAsync().ConfigureAwait(false);
            var report = ReportWriter.Write(pump, setup.Model, elapsed, options.Cost?.Invoke(), meter.Read());
            return new TalkResult(end, report, closed, pump.Status.Fault, pump.History);
        }
    }
}
