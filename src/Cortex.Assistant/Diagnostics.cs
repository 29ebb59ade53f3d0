using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Cortex.Assistant.Pump;
using Cortex.Assistant.Report;
using Cortex.Assistant.Sight;
using Cortex.Live;

namespace Cortex.Assistant;

/// <summary>
/// The meter and the spans of this assembly; <c>docs/telemetry.md</c> lists them. Where nobody listens nothing is made. No attribute
/// holds what anybody said, or a key.
/// </summary>
internal static class Diagnostics
{
    private const string Name = "Cortex.Assistant";
    private static readonly Meter Meter = new(Name);
    private static readonly ConcurrentDictionary<DevicePump, byte> Open = new();

    // The boundaries that the GenAI conventions ask for.
    private static readonly InstrumentAdvice<double> Operations =
        new() { HistogramBucketBoundaries = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92] };

    private static readonly InstrumentAdvice<double> Short =
        new() { HistogramBucketBoundaries = [0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.15, 0.2, 0.3, 0.5, 1, 2.5] };

    private static readonly InstrumentAdvice<double> Answers =
        new() { HistogramBucketBoundaries = [0.1, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 1.5, 2, 3, 5, 10, 20, 30] };

    private static readonly Histogram<double> FirstAudio = Meter.CreateHistogram(
        "gen_ai.client.operation.time_to_first_chunk", "s", "From the write of a question's end to the answer's first sound off the wire.", tags: null, Operations);

    private static readonly Histogram<double> Operation = Meter.CreateHistogram(
        "gen_ai.client.operation.duration", "s", "From the write of a question's end to the end of its answer, as it was heard.", tags: null, Operations);

    private static readonly Histogram<double> Response = Meter.CreateHistogram(
        "cortex.assistant.response.duration", "s", "From the last voiced sample to the answer's first sound at the loudspeaker.", tags: null, Answers);

    private static readonly Histogram<double> Added = Meter.CreateHistogram(
        "cortex.assistant.client.added", "s", "What the client added to a response.", tags: null, Short);

    private static readonly Histogram<double> BargeIn = Meter.CreateHistogram(
        "cortex.assistant.barge_in", "s", "From the first sign of a sound during an answer to what was done about it.", tags: null, Short);

    private static readonly Counter<long> Turns = Meter.CreateCounter<long>("cortex.assistant.turns", "{turn}", "Turns of the wearer, by what came of them.");

    private static readonly Counter<long> Losses =
        Meter.CreateCounter<long>("cortex.assistant.lost", "{message}", "What was lost between the devices and the engine, by kind.");

    private static readonly Counter<long> Pictures =
        Meter.CreateCounter<long>("cortex.assistant.frames.left_out", "{frame}", "Pictures that were due and did not go out, by cause.");

    private static readonly Counter<long> LateMessages =
        Meter.CreateCounter<long>("cortex.assistant.late", "{message}", "Messages of answers that came after their answer was cut.");

    private static readonly Counter<long> Underruns =
        Meter.CreateCounter<long>("cortex.assistant.underruns", "{underrun}", "Times that an answer stopped because its next sound had not come.");

    private static readonly ObservableGauge<double> PlaybackDepth = Meter.CreateObservableGauge(
        "cortex.assistant.playback.depth", static () => Most(static pump => pump.PlaybackHeld), "s", "Sound of answers that waits for the loudspeaker: of the conversation that holds most.");

    private static readonly ObservableGauge<double> MicrophoneDepth = Meter.CreateObservableGauge(
        "cortex.assistant.microphone.depth", static () => Most(static pump => pump.MicrophoneHeld), "s", "Sound of the microphone that waits for the engine: of the conversation that holds most.");

    private static readonly ObservableUpDownCounter<int> Conversations = Meter.CreateObservableUpDownCounter(
        "cortex.assistant.conversations", static () => Open.Count, "{conversation}", "Conversations at this machine's devices.");

    /// <summary>Spans of conversations and turns.</summary>
    public static ActivitySource Source { get; } = new(Name);

    public static void Opened(DevicePump pump) => Open.TryAdd(pump, 0);

    public static void Ended(DevicePump pump) => Open.TryRemove(pump, out _);

    public static void Lost(Lost loss)
    {
        if (Losses.Enabled)
        {
            Losses.Add(loss.Count, new KeyValuePair<string, object?>("kind", loss.What.ToString()));
        }
    }

    public static void Late() => LateMessages.Add(1);

    public static void Underran(int times)
    {
        if (times > 0)
        {
            Underruns.Add(times);
        }
    }

    public static void Left(LeftOut cause)
    {
        if (Pictures.Enabled)
        {
            Pictures.Add(1, new KeyValuePair<string, object?>("cause", cause.ToString()));
        }
    }

    /// <summary>A turn is over.</summary>
    /// <param name="turn">Its account.</param>
    /// <param name="outcome">What came of it.</param>
    /// <param name="model">Who answered.</param>
    public static void Turn(TurnReport turn, string outcome, string model)
    {
        var times = turn.Timing;
        var tags = new TagList { { "gen_ai.operation.name", "generate_content" }, { "gen_ai.provider.name", "gcp.gemini" }, { "gen_ai.request.model", model } };
        Turns.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
        Record(FirstAudio, times.TurnEndSentMs, times.FirstAudioMs, tags);
        Record(Response, times.VoiceEndMs, times.FirstSoundMs, default);
        Record(Added, 0, times.ClientAddedMs, default);
        if (outcome is "unanswered")
        {
            tags.Add("error.type", outcome);
        }

        Record(Operation, times.TurnEndSentMs, times.DoneMs, tags);
        foreach (var sound in turn.Interruptions)
        {
            Record(BargeIn, sound.FadedMs, sound.SilentMs, Step("silent", sound));
            Record(BargeIn, sound.FadedMs, sound.VoiceMs, Step("voice", sound));
            Record(BargeIn, sound.FadedMs, sound.OverMs, Step("over", sound));
        }
    }

    private static TagList Step(string step, InterruptionReport sound) => new() { { "step", step }, { "outcome", sound.Outcome.ToString() } };

    private static void Record(Histogram<double> histogram, double? fromMs, double? toMs, in TagList tags)
    {
        if (histogram.Enabled && fromMs is { } from && toMs is { } to && to >= from)
        {
            histogram.Record((to - from) / 1000, tags);
        }
    }

    private static double Most(Func<DevicePump, TimeSpan> what) => Open.Keys.Select(pump => what(pump).TotalSeconds).DefaultIfEmpty().Max();
}
