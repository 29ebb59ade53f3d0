using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Cortex.Live.Protocol;
using Cortex.Live.Session;

namespace Cortex.Live;

/// <summary>
/// The meter and the spans of this assembly; <c>docs/telemetry.md</c> lists them. Where nobody listens an instrument is not enabled
/// and nothing is made. No attribute holds what anybody said, a close text, an address beyond its host, or a key.
/// </summary>
internal static class Diagnostics
{
    private const string Name = "Cortex.Live";
    private static readonly Meter Meter = new(Name);
    private static readonly ConcurrentDictionary<LiveSession, byte> Open = new();

    // The boundaries that the GenAI conventions ask for.
    private static readonly InstrumentAdvice<long> Tokens =
        new() { HistogramBucketBoundaries = [1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864] };

    private static readonly InstrumentAdvice<double> Gaps = new() { HistogramBucketBoundaries = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60] };
    private static readonly InstrumentAdvice<double> Lengths = new() { HistogramBucketBoundaries = [1, 5, 15, 60, 300, 900, 1800, 3600, 7200, 14400] };

    private static readonly Counter<long> Transitions =
        Meter.CreateCounter<long>("cortex.live.transitions", "{transition}", "Steps of sessions from one stage to another.");

    private static readonly Counter<long> Losses =
        Meter.CreateCounter<long>("cortex.live.lost", "{message}", "Messages and chunks that were lost, by kind and cause.");

    private static readonly Counter<double> LostSound =
        Meter.CreateCounter<double>("cortex.live.lost.audio", "s", "Sound that was lost, by kind and cause.");

    private static readonly Counter<long> Replays =
        Meter.CreateCounter<long>("cortex.live.replayed", "{replay}", "What was sent again after a change of connection, by kind.");

    private static readonly Counter<long> Ends =
        Meter.CreateCounter<long>("cortex.live.closes", "{connection}", "Ends of connections, by class, code and side.");

    private static readonly Counter<long> Connects =
        Meter.CreateCounter<long>("cortex.live.connects", "{connection}", "Connections whose setup was accepted.");

    private static readonly Histogram<double> Gap =
        Meter.CreateHistogram("cortex.live.gap", "s", "Time without a connection between two of one session.", tags: null, Gaps);

    private static readonly Histogram<double> Duration =
        Meter.CreateHistogram("cortex.live.session.duration", "s", "How long sessions lasted, by what ended them.", tags: null, Lengths);

    private static readonly Counter<long> Silences =
        Meter.CreateCounter<long>("cortex.live.silences", "{step}", "What was done about answers that did not come.");

    private static readonly Counter<long> Wire =
        Meter.CreateCounter<long>("cortex.live.io", "By", "Bytes on the wire, WebSocket frame headers included.");

    private static readonly Counter<long> Frames =
        Meter.CreateCounter<long>("cortex.live.frames", "{frame}", "Pictures that were sent.");

    private static readonly Histogram<long> TokenUsage =
        Meter.CreateHistogram("gen_ai.client.token.usage", "{token}", "Tokens of each response.", tags: null, Tokens);

    private static readonly ObservableGauge<double> MicrophoneDepth = Meter.CreateObservableGauge(
        "cortex.live.microphone.depth", static () => Most(static session => session.SoundHeld.TotalSeconds), "s", "Sound that waits to be sent: of the session that holds most.");

    private static readonly ObservableGauge<int> EventDepth = Meter.CreateObservableGauge(
        "cortex.live.events.depth", static () => Most(static session => session.EventsWaiting), "{event}", "Events that wait for their reader: of the session that holds most.");

    private static readonly ObservableUpDownCounter<int> Sessions =
        Meter.CreateObservableUpDownCounter("cortex.live.sessions", static () => Open.Count, "{session}", "Sessions that are open.");

    /// <summary>Spans of connections.</summary>
    public static ActivitySource Source { get; } = new(Name);

    public static void Opened(LiveSession session) => Open.TryAdd(session, 0);

    public static void Finished(LiveSession session, CloseReason reason, TimeSpan lasted)
    {
        if (Open.TryRemove(session, out _))
        {
            Duration.Record(lasted.TotalSeconds, new KeyValuePair<string, object?>("class", Text(reason.Class)));
        }
    }

    public static void Transition(SessionStage from, SessionStage to)
    {
        if (Transitions.Enabled)
        {
            Transitions.Add(1, new("from", from.ToString()), new("to", to.ToString()));
        }
    }

    public static void Lost(Lost loss, LossCause cause)
    {
        if (Losses.Enabled)
        {
            Losses.Add(loss.Count, new("kind", loss.What.ToString()), new("cause", cause.ToString()));
        }

        if (LostSound.Enabled && loss.Duration > TimeSpan.Zero)
        {
            LostSound.Add(loss.Duration.TotalSeconds, new("kind", loss.What.ToString()), new("cause", cause.ToString()));
        }
    }

    public static void Replayed(Replayed replayed) => Replays.Add(1, new KeyValuePair<string, object?>("kind", replayed.What.ToString()));

    public static void Closed(CloseReason reason) =>
        Ends.Add(1, new("class", Text(reason.Class)), new("code", reason.Code), new("side", reason.Side.ToString()));

    public static void Connected(bool resumed) => Connects.Add(1, new KeyValuePair<string, object?>("resumed", resumed));

    public static void Away(TimeSpan gap, ConversationState cause) => Gap.Record(gap.TotalSeconds, new KeyValuePair<string, object?>("cause", cause.ToString()));

    public static void Silent(SilenceStep step) => Silences.Add(1, new KeyValuePair<string, object?>("step", step.ToString()));

    /// <summary>On the sound's path: takes and makes nothing where nobody listens.</summary>
    public static void Up(long bytes)
    {
        if (Wire.Enabled)
        {
            Wire.Add(bytes, new KeyValuePair<string, object?>("direction", "up"));
        }
    }

    /// <inheritdoc cref="Up" />
    public static void Down(long bytes)
    {
        if (Wire.Enabled)
        {
            Wire.Add(bytes, new KeyValuePair<string, object?>("direction", "down"));
        }
    }

    public static void FrameSent() => Frames.Add(1);

    public static void Used(UsageMetadata usage, string model, string provider)
    {
        if (TokenUsage.Enabled)
        {
            Used("input", usage.PromptTokenCount, model, provider);
            Used("output", usage.ResponseTokenCount + usage.ThoughtsTokenCount, model, provider);
        }
    }

    private static void Used(string type, int tokens, string model, string provider) => TokenUsage.Record(
        tokens,
        new TagList
        {
            { "gen_ai.operation.name", "generate_content" },
            { "gen_ai.provider.name", provider },
            { "gen_ai.request.model", model },
            { "gen_ai.token.type", type },
        });

    private static T Most<T>(Func<LiveSession, T> what) => Open.Keys.Select(what).DefaultIfEmpty().Max()!;

    private static string Text(CloseClass value) => value.ToString();
}
