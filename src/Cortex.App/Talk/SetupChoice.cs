using Cortex.App.Commands;
using Cortex.App.Configuration;
using Cortex.Engines.Written;
using Cortex.Live.Protocol;

namespace Cortex.App.Talk;

/// <summary>The setup that the settings ask for.</summary>
internal static class SetupChoice
{
    private const int MostBytes = 256 * 1024;

    /// <summary>Makes it.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="tools">What the model may call.</param>
    /// <param name="hearsWell">A trained detector listens here: left to choose, this device marks the turns.</param>
    /// <exception cref="CommandFailure">The instruction's file cannot be read.</exception>
    public static Setup Make(CortexSettings settings, IReadOnlyList<FunctionDeclaration> tools, bool hearsWell = false) => new()
    {
        Model = settings.Model.StartsWith("models/", StringComparison.Ordinal) || settings.Model.StartsWith("projects/", StringComparison.Ordinal)
            ? settings.Model
            : "models/" + settings.Model,
        GenerationConfig = new GenerationConfig
        {
            ResponseModalities = [Modality.Audio],
            SpeechConfig = settings.Voice is { } voice
                ? new SpeechConfig { VoiceConfig = new VoiceConfig { PrebuiltVoiceConfig = new PrebuiltVoiceConfig { VoiceName = voice } } }
                : null,
        },
        SystemInstruction = Content.FromText(Instruction(settings.InstructionFile)),
        Tools = tools.Count > 0 ? [new Tool { FunctionDeclarations = tools }] : null,
        RealtimeInputConfig = settings.Turns is TurnMode.Client || (settings.Turns is TurnMode.Auto && hearsWell)
            ? new RealtimeInputConfig { AutomaticActivityDetection = new AutomaticActivityDetection { Disabled = true } }
            : null,
        SessionResumption = new SessionResumptionConfig(),
        ContextWindowCompression = new ContextWindowCompressionConfig { SlidingWindow = new SlidingWindow() },
        InputAudioTranscription = new AudioTranscriptionConfig(),
        OutputAudioTranscription = new AudioTranscriptionConfig(),
    };

    private static string Instruction(string? file)
    {
        if (file is not null)
        {
            try
            {
                using var text = new StreamReader(new MemoryStream(SmallFile.Read(file, MostBytes)));
                return text.ReadToEnd().Trim();
            }
            catch (IOException unreadable)
            {
                throw new CommandFailure(ExitCode.Usage, $"the configuration is wrong:\n  live.instruction: {file}: {unreadable.Message}");
            }
        }

        using var reader = new StreamReader(typeof(SetupChoice).Assembly.GetManifestResourceStream("instruction.txt")!);
        return reader.ReadToEnd().Trim();
    }
}
