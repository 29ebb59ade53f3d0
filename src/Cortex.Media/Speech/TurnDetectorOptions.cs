namespace Cortex.Media.Speech;

/// <summary>When a voice counts as begun and as over.</summary>
public sealed record TurnDetectorOptions
{
    private const int LongestMinimumVoiceMs = 240;
    private const int ServerSilenceMs = 800;
    private const int PatientServerSilenceMs = 1_200;

    /// <summary>From this probability on a frame is surely voice.</summary>
    /// <value>0.5.</value>
    public float Threshold { get; init; } = 0.5f;

    /// <summary>From this probability on a frame may belong to a voice: it holds one, and is counted to one that begins after it.</summary>
    /// <value>0.35.</value>
    public float ReleaseThreshold { get; init; } = 0.35f;

    /// <summary>How long a voice must last, half of it surely one, before its start is told.</summary>
    /// <value>160 ms.</value>
    public TimeSpan MinimumVoice { get; init; } = TimeSpan.FromMilliseconds(160);

    /// <summary>The threshold while <see cref="TurnDetector.RaiseDb"/> is above 0, that is while an answer plays.</summary>
    /// <value>0.7.</value>
    public float RaisedThreshold { get; init; } = 0.7f;

    /// <summary>
    /// How much sound that may be voice, but is not surely, holds a voice after its last sure frame: as much as consonants make. More
    /// of it (typing, coughs, clatter) is not the wearer.
    /// </summary>
    /// <value>300 ms; <see cref="Timeout.InfiniteTimeSpan"/> for ever.</value>
    public TimeSpan LongestDoubt { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>How long it must be quiet before an end is told; where ends are judged, after one that is neither clear nor open.</summary>
    /// <value>320 ms: longer than the pauses between words.</value>
    public TimeSpan EndSilence { get; init; } = TimeSpan.FromMilliseconds(320);

    /// <summary>
    /// Ends are judged by how the voice ended: less silence after a clear end (pitch or level fall), more in a hesitation (a vowel held),
    /// after one short word, and late in a long turn; and the pauses this wearer makes are learnt. The silence stays between
    /// <see cref="ShortestEndSilence"/> and <see cref="LongestEndSilence"/>.
    /// </summary>
    /// <value>True.</value>
    public bool AdaptiveEndSilence { get; init; } = true;

    /// <summary>The silence after a clear end.</summary>
    /// <value>300 ms.</value>
    public TimeSpan ShortestEndSilence { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>The silence in a hesitation.</summary>
    /// <value>800 ms.</value>
    public TimeSpan LongestEndSilence { get; init; } = TimeSpan.FromMilliseconds(800);

    /// <summary>A turn that lasts this long ends, voice or not, and its mark says so (<see cref="VoiceMark.IsLimit"/>).</summary>
    /// <value>60 s; <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</value>
    public TimeSpan MaximumTurn { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How much sound before the start belongs to the utterance.</summary>
    /// <value>300 ms.</value>
    public TimeSpan PreRoll { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>
    /// As a Live server is told to detect activity. High start sensitivity (and the default) keeps the thresholds, low raises them and
    /// wants more voice; high end sensitivity (and the default) ends after 800 ms of silence, as the real server does, low lets go
    /// later and after 1.2 s, for which there is no published number; <c>silenceDurationMs</c> stands above both. The silence is always
    /// the same, and a turn has no limit here. <c>prefixPaddingMs</c> is documented twice, as the voice needed before a start and as the sound kept before it, and is
    /// taken as both, the first up to 240 ms.
    /// </summary>
    /// <param name="isStartLow"><c>START_SENSITIVITY_LOW</c>.</param>
    /// <param name="isEndLow"><c>END_SENSITIVITY_LOW</c>.</param>
    /// <param name="prefixPaddingMs">The setting, or null.</param>
    /// <param name="silenceDurationMs">The setting, or null.</param>
    public static TurnDetectorOptions ForServer(bool isStartLow, bool isEndLow, int? prefixPaddingMs, int? silenceDurationMs)
    {
        var options = new TurnDetectorOptions
        {
            EndSilence = TimeSpan.FromMilliseconds(ServerSilenceMs),
            AdaptiveEndSilence = false,
            LongestDoubt = Timeout.InfiniteTimeSpan,
            MaximumTurn = Timeout.InfiniteTimeSpan,
        };
        if (isStartLow)
        {
            options = options with { Threshold = 0.7f, ReleaseThreshold = 0.42f, MinimumVoice = TimeSpan.FromMilliseconds(LongestMinimumVoiceMs) };
        }

        if (isEndLow)
        {
            options = options with { ReleaseThreshold = options.ReleaseThreshold - 0.1f, EndSilence = TimeSpan.FromMilliseconds(PatientServerSilenceMs) };
        }

        if (prefixPaddingMs is { } prefix)
        {
            options = options with
            {
                PreRoll = TimeSpan.FromMilliseconds(Math.Clamp(prefix, 0, 2000)),
                MinimumVoice = TimeSpan.FromMilliseconds(Math.Clamp(prefix, 20, LongestMinimumVoiceMs)),
            };
        }

        return silenceDurationMs is { } silence
            ? options with { EndSilence = TimeSpan.FromMilliseconds(Math.Clamp(silence, 20, 10_000)) }
            : options;
    }
}
