using Cortex.App.Commands;
using Cortex.Assistant.Talking;
using Cortex.Engines.Scenario;
using Cortex.Media.Audio;
using Cortex.Media.Camera;
using Cortex.Media.Voices;
using Microsoft.Extensions.Logging;

namespace Cortex.App.Talk;

/// <summary>
/// The wearer's side of a talk: what was given on the command line, or the lines of the scenario spoken by a local voice. Everything
/// is read before anything is said, so that a bad file costs no conversation.
/// </summary>
internal sealed class Wearer(TalkRequest request, Script? script, TimeProvider time, ILoggerFactory loggers, Action<string> warn) : IDisposable
{
    public const int SampleRateHz = 16000;

    // The wearer sounds like somebody else than the answer.
    private const string WearerVariant = "f2";
    private readonly List<string> _asked = [];
    private readonly List<string> _temporaryFiles = [];

    /// <summary>What is asked in each turn, for people.</summary>
    public IReadOnlyList<string> Asked => _asked;

    /// <summary>What the camera sees from the start, where a scenario says so.</summary>
    public string? FirstPicture { get; private set; }

    /// <summary>The turns, in order.</summary>
    /// <exception cref="CommandFailure">There is nothing to ask, or no voice to ask it with.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public async Task<IReadOnlyList<WearerTurn>> PrepareAsync(CancellationToken cancellationToken)
    {
        if (request.Questions.Count > 0)
        {
            var asked = new List<WearerTurn>();
            foreach (var question in request.Questions)
            {
                asked.Add(await FromCommandLineAsync(question, cancellationToken));
            }

            return asked;
        }

        var lines = script?.Turns.Select(static turn => turn.Wearer).OfType<ScriptWearer>().ToList() ?? [];
        if (lines.Count == 0)
        {
            throw new CommandFailure(ExitCode.Usage, script is null
                ? "there is nothing to ask: give --mic FILE, --text WORDS or --scenario NAME"
                : $"the scenario {script.Name} has no lines for the wearer: give --mic FILE or --text WORDS");
        }

        var turns = new List<WearerTurn>();
        var voice = await WearersVoiceAsync(lines, cancellationToken);
        foreach (var line in lines)
        {
            turns.Add(await FromScriptAsync(line, voice, isFirst: turns.Count == 0, cancellationToken));
        }

        return turns;
    }

    public void Dispose()
    {
        foreach (var file in _temporaryFiles)
        {
            File.Delete(file);
        }
    }

    private async Task<WearerTurn> FromCommandLineAsync(WearerAction action, CancellationToken cancellationToken)
    {
        _asked.Add(action.Text ?? action.Recording!);
        if (action.Text is { } text)
        {
            return new WearerTurn { Text = text };
        }

        var path = action.Recording!;
        var recording = await PatientOpen.RunAsync(path, () => WavReader.ReadAll(path, SampleRateHz), request.Timeout, time, cancellationToken);
        if (recording.Warning is { } warning)
        {
            warn(warning);
        }

        return new WearerTurn { Speech = recording.Samples };
    }

    private async Task<IVoice?> WearersVoiceAsync(List<ScriptWearer> lines, CancellationToken cancellationToken)
    {
        if (!lines.Exists(static line => line.Say is not null))
        {
            return null;
        }

        var voice = await Voices.FindAsync(new VoiceOptions { Language = script!.Language ?? request.Settings.Language, Variant = WearerVariant }, time, loggers, cancellationToken);
        return voice.CanSpeak
            ? voice
            : throw new CommandFailure(ExitCode.Device, $"the wearer of {script.Name} speaks, and there is no voice on this machine: {voice.Advice}");
    }

    private async Task<WearerTurn> FromScriptAsync(ScriptWearer line, IVoice? voice, bool isFirst, CancellationToken cancellationToken)
    {
        _asked.Add(line.Say ?? line.Type ?? line.Wav ?? "");
        var picture = line.Picture is null ? null : PictureFile(line.Picture);
        if (isFirst)
        {
            FirstPicture = picture;
        }

        var turn = new WearerTurn
        {
            Text = line.Type,
            CutIn = line.CutInMs is { } wait ? TimeSpan.FromMilliseconds(wait) : null,
            Camera = picture is null || isFirst || request.Camera is not null ? null : FrameSources.Open(picture, time, loggers, request.Settings.Sight.SourceFor(picture)),
        };
        if (line.Type is not null)
        {
            return turn;
        }

        var speech = line.Say is { } words
            ? Resampled(await voice!.SpeakAsync(words, script!.Language, cancellationToken))
            : line.Wav is { } file ? ReadSound(file) : default;
        return turn with { Speech = Pause(line.WaitMs, speech) };
    }

    private ReadOnlyMemory<short> ReadSound(string file)
    {
        using var stream = script!.OpenFile(file);
        return WavReader.ReadAll(stream, file, SampleRateHz).Samples;
    }

    // A built-in scenario's pictures are inside the program; a camera wants a file.
    private string PictureFile(string name)
    {
        if (script!.Folder is { } folder)
        {
            return Path.Combine(folder, name);
        }

        var file = Path.Combine(Path.GetTempPath(), $"cortex-{Guid.NewGuid():N}{Path.GetExtension(name)}");
        using var inside = script.OpenFile(name);
        using var outside = File.Create(file);
        _temporaryFiles.Add(file);
        inside.CopyTo(outside);
        return file;
    }

    private static ReadOnlyMemory<short> Pause(int milliseconds, ReadOnlyMemory<short> speech) =>
        milliseconds <= 0 ? speech : (short[])[.. new short[SampleRateHz / 1000 * milliseconds], .. speech.Span];

    private static short[] Resampled(ReadOnlyMemory<byte> spoken)
    {
        var samples = new short[spoken.Length / 2];
        Pcm.FromBytes(spoken.Span, samples);
        return Resampler.Convert(samples, 24000, SampleRateHz);
    }
}
