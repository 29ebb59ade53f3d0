using Cortex.Media.Speech;

namespace Cortex.Benchmarks.Voice;

/// <summary>What the detectors made of the scenes of one row.</summary>
sealed class Tally
{
    private const double LongestWait = 1200;
    private readonly Func<IVoiceDetector> _make;
    private readonly List<double> _onset = [];
    private readonly List<double> _sure = [];
    private readonly List<double> _end = [];
    private int _scenes;
    private int _missed;
    private int _cut;
    private int _open;
    private int _falseVoices;
    private int _falseOnsets;
    private double _emptySeconds;

    public Tally(Func<IVoiceDetector> make) => _make = make;

    public void Hear(Scene scene)
    {
        _scenes++;
        var marks = Marks(scene.Sound);
        var starts = marks.Where(mark => mark.Kind is VoiceMarkKind.Started && mark.DecidedAt > scene.Onset && mark.DecidedAt < scene.End + (Scene.RateHz / 4)).ToList();
        if (Sounding(scene.Sound).Select(block => Ms(block.End - scene.Onset)).FirstOrDefault(static ms => ms >= 0, double.NaN) is var told && told < LongestWait)
        {
            _onset.Add(told);
        }

        var isOnAlready = marks.FindLast(mark => mark.DecidedAt <= scene.Onset) is { Kind: VoiceMarkKind.Started, DecidedAt: > 0 };
        if (starts.Count == 0 && !isOnAlready)
        {
            _missed++;
            return;
        }

        _cut += starts.Count + (isOnAlready ? 1 : 0) > 1 ? 1 : 0;
        _sure.AddRange(starts.Take(isOnAlready ? 0 : 1).Select(mark => Ms(mark.DecidedAt - scene.Onset)));
        var end = marks.Find(mark => mark.Kind is VoiceMarkKind.Ended && mark.DecidedAt > scene.End);
        if (end.DecidedAt == 0)
        {
            _open++;
        }
        else
        {
            _end.Add(Ms(end.DecidedAt - scene.End));
        }
    }

    public void HearNothing(short[] noise)
    {
        _emptySeconds += noise.Length / (double)Scene.RateHz;
        _falseVoices += Marks(noise).Count(static mark => mark.Kind is VoiceMarkKind.Started);
        _falseOnsets += Sounding(noise).Count(static block => block.IsFirst);
    }

    public string Row(string noise, string snr) => string.Join(" | ",
        $"| {noise}", snr, _scenes, _missed, _cut, _open,
        PerMinute(_falseVoices), PerMinute(_falseOnsets), Times(_onset), Times(_sure), Times(_end)) + " |";

    public static string Head =>
        "| noise | SNR dB | utterances | missed | cut in two | end not found | false voices a minute | onset alarms a minute | onset told ms | voice sure ms | end decided ms |\n"
        + "|---|---|---|---|---|---|---|---|---|---|---|";

    private string PerMinute(int count) => _emptySeconds == 0 ? "" : FormattableString.Invariant($"{count * 60 / _emptySeconds:0.#}");

    private static string Times(List<double> ms)
    {
        ms.Sort();
        return ms.Count == 0 ? "" : FormattableString.Invariant($"{ms[(ms.Count - 1) / 2]:0} / {ms[(int)Math.Ceiling(0.95 * ms.Count) - 1]:0}");
    }

    private static double Ms(long samples) => samples * 1000.0 / Scene.RateHz;

    private List<VoiceMark> Marks(short[] sound)
    {
        var voice = _make();
        var turns = new TurnDetector(voice);
        var marks = new List<VoiceMark>();
        ReadOnlySpan<short> rest = sound;
        while (turns.Next(ref rest, out var mark))
        {
            marks.Add(mark);
        }

        (voice as IDisposable)?.Dispose();
        return marks;
    }

    /// <summary>The blocks in which the onset detector said that something sounds, by their ends.</summary>
    private static IEnumerable<(int End, bool IsFirst)> Sounding(short[] sound)
    {
        var onset = new OnsetDetector();
        var was = false;
        for (var at = 0; at + OnsetDetector.BlockSamples <= sound.Length; at += OnsetDetector.BlockSamples)
        {
            var now = onset.Process(sound.AsSpan(at, OnsetDetector.BlockSamples));
            if (now)
            {
                yield return (at + OnsetDetector.BlockSamples, !was);
            }

            was = now;
        }
    }
}
