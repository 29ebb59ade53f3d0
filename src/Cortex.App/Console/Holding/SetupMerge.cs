using Cortex.Live.Protocol;

namespace Cortex.App.WebConsole.Holding;

/// <summary>
/// The setup of a page or a client with what it leaves out. Who is asked, who the assistant is, and what may be called is this
/// program's business; how the device listens is the device's. Pure.
/// </summary>
internal static class SetupMerge
{
    public static Setup Of(Setup asked, Setup own) => new(own)
    {
        RealtimeInputConfig = asked.RealtimeInputConfig,
        Tools = (own.Tools, asked.Tools) switch
        {
            ({ } ours, { } theirs) => [.. ours, .. theirs],
            var (ours, theirs) => ours ?? theirs,
        },
        ExplicitVadSignal = asked.ExplicitVadSignal,
    };
}
