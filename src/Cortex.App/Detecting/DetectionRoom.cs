using Cortex.App.Configuration;
using Cortex.Assistant.Cues;
using Cortex.Assistant.Pump;
using Cortex.Assistant.Surroundings;
using Cortex.Engines.Offline;
using Cortex.Engines.Tools;
using Cortex.Live.Protocol;
using Cortex.Media.Camera;
using Cortex.Media.Detection;
using Cortex.Media.Frames;
using Cortex.Media.Voices;
using Microsoft.Extensions.Logging;

namespace Cortex.App.Detecting;

/// <summary>
/// What this device recognises by itself, put together: one detector, whoever asks. Owns it. Observes the pump, for where the camera is
/// off nobody may look.
/// </summary>
internal sealed class DetectionRoom : IPumpObserver, IAsyncDisposable
{
    private static readonly TimeSpan OpenLimit = TimeSpan.FromSeconds(60);
    private readonly DetectionSettings _settings;
    private readonly string _language;
    private readonly bool _seesCamera;
    private readonly bool _hasFeed;
    private readonly bool _hasCue;
    private readonly TimeProvider _time;
    private readonly ILoggerFactory _loggers;
    private readonly CancellationTokenSource _over = new();
    private IDisposable? _guard;
    private SafetyLine? _line;
    private Task _preparing = Task.CompletedTask;

    private DetectionRoom(CortexSettings settings, bool seesCamera, TimeProvider time, ILoggerFactory loggers)
    {
        (_settings, _language, _seesCamera, _time, _loggers) = (settings.Detection, settings.Language, seesCamera, time, loggers);
        (_hasFeed, _hasCue) = (settings.FeedSocket is not null, settings.Cues.Sound is { IsOn: true } sound && !sound.Silenced.Contains(Cue.Warning));
    }

    /// <summary>The detector; null: there is none.</summary>
    public SceneWatch? Watch { get; private set; }

    /// <summary>Why nobody recognises anything, where that was not wished; null: somebody does, or nobody shall.</summary>
    public WarningsOff? Missing { get; private set; }

    /// <summary>What is not as it was wished, in one line, with what to do; null: all is.</summary>
    public string? Fault { get; private set; }

    /// <summary>It may speak without being asked: a voice is wanted.</summary>
    public bool Speaks => _seesCamera && (Watch is not null || Missing is not null);

    /// <summary>What the model may call.</summary>
    public IReadOnlyList<FunctionDeclaration> Declarations => Watch is not null && _seesCamera ? [SurroundingsTool.Declaration] : [];

    /// <summary>What every frame passes on its way to the model: boxes are drawn here, where that is wanted.</summary>
    public Func<Frame, Frame> Draws =>
        _settings.DrawsFrames && Watch is { } watch ? new SceneAnnotator(watch.LookAt).Annotate : static frame => frame;

    /// <summary>Opens the detector, where there is one and it is wanted. A fault in it is no fault of the conversation.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="camera">What is watched; null: only the pictures of questions are looked at.</param>
    /// <param name="time">The clock.</param>
    /// <param name="loggers">For the log.</param>
    public static async Task<DetectionRoom> OpenAsync(CortexSettings settings, IFrameSource? camera, TimeProvider time, ILoggerFactory loggers)
    {
        var room = new DetectionRoom(settings, camera is not null, time, loggers);
        if (!settings.Detection.IsEnabled)
        {
            return room;
        }

        if (Find(settings) is not { } model)
        {
            if (settings.FeedSocket is not null)
            {
                await room.HearOutsideAsync(camera, settings);
                return room;
            }

            var without = settings.Detection.DrawsFrames ? "things are not recognised, nobody warns and no boxes are drawn" : "things are not recognised and nobody warns";
            (room.Missing, room.Fault) = (WarningsOff.NoModel, without + ", there is no detection model: name a YOLO model (ONNX) with detection.model, or set detection.enabled to false");
            return room;
        }

        try
        {
            var options = settings.Detection.Options;
            room.Watch = await SceneWatch.StartAsync(() => YoloDetector.Load(model, options), camera, options, time, loggers).WaitAsync(OpenLimit, time);
            room.Watch.IsOff = !settings.Camera.IsEnabled;
            room.Fault = room.Unnamed(room.Watch.Labels);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or TimeoutException)
        {
            var why = fault is TimeoutException ? $"{model}: could not be opened within {OpenLimit.TotalSeconds:0} s" : fault.Message;
            if (settings.FeedSocket is null)
            {
                (room.Missing, room.Fault) = (WarningsOff.BrokenModel, "things are not recognised and nobody warns: " + why);
                return room;
            }

            room.Fault = "things are recognised by the feed alone, the detection model cannot be used: " + why;
            await room.HearOutsideAsync(camera, settings);
        }

        return room;
    }

    /// <inheritdoc />
    public void On(PumpEvent happened)
    {
        if (happened is CameraSwitched switched && Watch is { } watch)
        {
            watch.IsOff = switched.IsOff;
        }
    }

    /// <summary>Those who answer tool calls, this room first.</summary>
    public IToolAnswers Join(IToolAnswers others) =>
        Watch is { } watch && _seesCamera ? new JoinedTools([new SurroundingsTool(watch.LookAsync, _settings.FieldOfView, _time), others]) : others;

    /// <summary>Stands guard from now on: what comes closer fast is spoken over anything. Where nobody can, that is spoken once.</summary>
    /// <param name="voice">This device's voice.</param>
    /// <param name="output">Mixes a sound over the answer.</param>
    /// <param name="cue">Sounds a cue; null: there are none.</param>
    public void Guard(IVoice voice, CueOutput output, Action<Cue>? cue)
    {
        // The words wait for the cue's end, and for nothing where it is silent.
        var lead = cue is not null && _hasCue ? CueSounds.LengthOf(Cue.Warning) : TimeSpan.Zero;
        var phrases = new WarningPhrases(voice, _language, lead, _loggers);
        if (Missing is { } why)
        {
            _preparing = SayAsync(phrases, WarningWords.Off(why, _language), output);
        }
        else if (Watch is { } watch && _seesCamera && Warned(watch) is { Length: > 0 } labels)
        {
            _line = new SafetyLine(_settings.Warnings, phrases, output, cue ?? (static _ => { }), _time, _loggers);
            _preparing = phrases.PrepareAsync(labels, _over.Token);
            _guard = watch.Watch(_line.On);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _guard?.Dispose();
        await _over.CancelAsync();
        await _preparing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (Watch is not null)
        {
            await Watch.DisposeAsync();
            Tell(Watch.Counts, _line?.Counts ?? default);
        }

        _over.Dispose();
    }

    // Another process recognises things for this one.
    private async Task HearOutsideAsync(IFrameSource? camera, CortexSettings settings)
    {
        Watch = await SceneWatch.StartAsync(null, camera, _settings.Options, _time, _loggers);
        Watch.IsOff = !settings.Camera.IsEnabled;
    }

    // Whoever named classes wants to hear of them; of the usual ones a model has what it has.
    private string? Unnamed(IReadOnlyCollection<string> labels)
    {
        var wanted = _settings.Warnings.Labels;
        if (!_seesCamera || _hasFeed || ReferenceEquals(wanted, WarningOptions.Usual))
        {
            return null;
        }

        var unnamed = wanted.Except(labels, StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal).ToArray();
        return unnamed.Length is 0 ? null : $"nobody warns of {string.Join(", ", unnamed)}, the detection model knows no such thing: name classes of the model with detection.warn";
    }

    // What another process can name it does not say before.
    private string[] Warned(SceneWatch watch) =>
        [.. _hasFeed ? _settings.Warnings.Labels : watch.Labels.Where(_settings.Warnings.Labels.Contains)];

    private void Tell(in WatchCounts looks, in WarningCounts warnings) => Log.Watched(
        _loggers.CreateLogger<DetectionRoom>(), looks.Looks, (long)looks.Took.TotalMilliseconds, looks.Faults, looks.Outside, warnings.Spoken, warnings.Wordless + warnings.Refused, warnings.HeldBack);

    private async Task SayAsync(WarningPhrases phrases, string words, CueOutput output)
    {
        if (_seesCamera && await phrases.SpeakAsync(words, _over.Token) is { IsEmpty: false } sound)
        {
            output(sound, 0.6f, 0);
        }
    }

    private static string? Find(CortexSettings settings)
    {
        if (settings.Detection.Model is { } named)
        {
            return named;
        }

        var folder = Path.Combine(settings.ModelFolder, "detection");
        return Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.onnx").Order(StringComparer.Ordinal).FirstOrDefault() : null;
    }
}
