using Cortex.Assistant.Cues;
using Cortex.Media.Detection;
using Microsoft.Extensions.Logging;

namespace Cortex.Assistant.Surroundings;

/// <summary>
/// Speaks at once, over anything, of what comes closer fast: needs no network, no model but the detector's, and no question. Its
/// words are ready before they are needed; the answer is ducked under them and goes on.
/// </summary>
/// <param name="options">What it speaks of.</param>
/// <param name="phrases">The words, spoken ahead.</param>
/// <param name="output">Mixes a sound over the answer.</param>
/// <param name="cue">Sounds and vibrates before the words.</param>
/// <param name="time">The clock.</param>
/// <param name="loggers">Where it logs.</param>
public sealed class SafetyLine(
    WarningOptions options, WarningPhrases phrases, CueOutput output, Action<Cue> cue, TimeProvider time, ILoggerFactory loggers)
{
    private const float AnswerGivesWayDb = -24;
    private readonly Lock _gate = new();
    private readonly ILogger _logger = loggers.CreateLogger("Cortex.Assistant.Surroundings");
    private readonly WarningCore _core = new(options);
    private readonly long _began = time.GetTimestamp();
    private WarningCounts _counts;

    /// <summary>What it has done so far.</summary>
    public WarningCounts Counts
    {
        get
        {
            lock (_gate)
            {
                return _counts with { HeldBack = _core.HeldBack };
            }
        }
    }

    /// <summary>Looks at the next scene; call it with each. Takes microseconds, never waits.</summary>
    public void On(Scene scene)
    {
        lock (_gate)
        {
            if (_core.Next(scene, time.GetElapsedTime(_began)) is { } thing)
            {
                Warn(thing, scene);
            }
        }
    }

    private void Warn(SceneObject thing, Scene scene)
    {
        cue(Cue.Warning);
        var words = phrases.Of(thing.Label);
        var refused = !words.IsEmpty && !output(words, 1, AnswerGivesWayDb);
        _counts = _counts with
        {
            Spoken = _counts.Spoken + (words.IsEmpty || refused ? 0 : 1),
            Wordless = _counts.Wordless + (words.IsEmpty ? 1 : 0),
            Refused = _counts.Refused + (refused ? 1 : 0),
        };
        Log.Warned(_logger, thing.Label, thing.GrowthPerSecond * 100, (long)time.GetElapsedTime(scene.SeenAt).TotalMilliseconds, refused ? ", but there was no room for the words" : "");
    }
}
