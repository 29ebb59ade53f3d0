using System.Diagnostics.Metrics;

namespace Cortex.Live;

/// <summary>The meter of this assembly and what it counts.</summary>
internal static class Diagnostics
{
    private static readonly Meter Meter = new("Cortex.Live");

    private static readonly Counter<long> Transitions =
        Meter.CreateCounter<long>("cortex.live.transitions", "{transition}", "Steps of sessions from one stage to another.");

    private static readonly Counter<long> Losses =
        Meter.CreateCounter<long>("cortex.live.lost", "{message}", "Messages and chunks that were lost, by kind.");

    private static readonly Counter<long> Replays =
        Meter.CreateCounter<long>("cortex.live.replayed", "{replay}", "What was sent again after a change of connection, by kind.");

    private static readonly Counter<long> Ends =
        Meter.CreateCounter<long>("cortex.live.closes", "{connection}", "Ends of connections, by class and code.");

    public static void Transition(string from, string to) => Transitions.Add(1, new("from", from), new("to", to));

    public static void Lost(Lost loss) => Losses.Add(loss.Count, new KeyValuePair<string, object?>("kind", loss.What.ToString()));

    public static void Replayed(Replayed replayed) => Replays.Add(1, new KeyValuePair<string, object?>("kind", replayed.What.ToString()));

    public static void Closed(CloseReason reason) => Ends.Add(1, new("class", reason.Class.ToString()), new("code", reason.Code));
}
