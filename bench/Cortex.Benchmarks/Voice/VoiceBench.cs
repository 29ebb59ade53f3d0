using Cortex.Media.Speech;

namespace Cortex.Benchmarks.Voice;

/// <summary><c>--voice</c>: the rig's utterances in noise, heard by the detectors as the pump has them; prints a table.</summary>
static class VoiceBench
{
    private const int Seeds = 5;
    private const double EmptySeconds = 60;
    private static readonly string[] Utterances = ["question", "question-voice2", "stop", "stop-voice2", "interrupt", "long-question-with-pause"];
    private static readonly double[] Ratios = [20, 10, 5, 0];

    public static int Run(string[] args)
    {
        var folder = Option(args, "--speech") ?? "eng/acoustic-rig/speech";
        var model = Option(args, "--model");
        if (!File.Exists(Path.Combine(folder, "question.wav")))
        {
            Console.Error.WriteLine($"{folder}: has no question.wav; name the folder of the rig's sounds with --speech");
            return 2;
        }

        Func<IVoiceDetector> make = model is null ? static () => new SignalVoiceDetector() : () => SileroVoiceDetector.Load(model);
        var utterances = Utterances.Select(name => Scene.Read(folder, name)).ToArray();
        var level = utterances.Average(Scene.LevelDb);
        Console.WriteLine(Tally.Head);
        Console.WriteLine(Measure(make, utterances, null, 0, level).Row("none", ""));
        foreach (var bed in Bed.All(folder))
        {
            foreach (var snr in Ratios)
            {
                Console.WriteLine(Measure(make, utterances, bed, snr, level).Row(bed.Name, FormattableString.Invariant($"{snr}")));
            }
        }

        return 0;
    }

    private static Tally Measure(Func<IVoiceDetector> make, short[][] utterances, Bed? bed, double snr, double levelDb)
    {
        var tally = new Tally(make);
        for (var seed = 0; seed < Seeds; seed++)
        {
            foreach (var speech in utterances)
            {
                tally.Hear(Scene.Make(speech, bed, snr, seed));
            }

            if (bed is not null)
            {
                tally.HearNothing(Scene.Empty(bed, levelDb - snr, EmptySeconds / 2, seed));
            }
        }

        return tally;
    }

    private static string? Option(string[] args, string name) =>
        Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
}
