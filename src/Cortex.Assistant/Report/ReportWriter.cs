using Cortex.Assistant.Pump;

namespace Cortex.Assistant.Report;

/// <summary>Makes the account of a conversation.</summary>
internal static class ReportWriter
{
    /// <summary>The account.</summary>
    /// <param name="pump">The conversation; usually stopped.</param>
    /// <param name="model">As the setup named it.</param>
    /// <param name="elapsed">How long it lasted.</param>
    /// <param name="cost">What the tokens cost; null: nobody said.</param>
    /// <param name="process">What it cost the process.</param>
    public static TalkReport Write(DevicePump pump, string model, TimeSpan elapsed, decimal? cost, ProcessReport process)
    {
        var stats = pump.Stats;
        var seconds = Math.Max(elapsed.TotalSeconds, 0.001);
        return new TalkReport(
            pump.EngineName,
            model.StartsWith("models/", StringComparison.Ordinal) ? model["models/".Length..] : model,
            pump.Turns,
            pump.Frames,
            new WireReport(stats.BytesUp, stats.BytesDown, Math.Round(stats.BytesUp / seconds, 1), Math.Round(stats.BytesDown / seconds, 1)),
            new ConnectionReport(
                stats.Connects,
                stats.Resumes,
                [.. stats.Closes.Select(static close => new CloseReport(close.Code, close.Text, close.Side, close.Class))]),
            [.. pump.Losses.Select(static loss => new LostReport(loss.What, Math.Round(loss.Duration.TotalMilliseconds, 1), loss.Why))],
            new UsageReport(stats.Usage.PromptTokens, stats.Usage.ResponseTokens, stats.Usage.TotalTokens, (double?)cost),
            process);
    }
}
