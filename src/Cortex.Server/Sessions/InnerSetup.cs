using Cortex.Live.Protocol;

namespace Cortex.Server.Sessions;

/// <summary>The setup the engine gets: transcripts always, for the history; what the server itself does is left out.</summary>
internal static class InnerSetup
{
    public static Setup Of(Setup setup) => new()
    {
        Model = setup.Model,
        GenerationConfig = setup.GenerationConfig,
        SystemInstruction = setup.SystemInstruction,
        Tools = setup.Tools,
        RealtimeInputConfig = setup.RealtimeInputConfig,
        ContextWindowCompression = setup.ContextWindowCompression,
        InputAudioTranscription = setup.InputAudioTranscription ?? new AudioTranscriptionConfig(),
        OutputAudioTranscription = setup.OutputAudioTranscription ?? new AudioTranscriptionConfig(),
        Proactivity = setup.Proactivity,
        SafetySettings = setup.SafetySettings,
        ExplicitVadSignal = setup.ExplicitVadSignal,
    };
}
