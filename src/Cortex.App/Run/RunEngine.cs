using Cortex.App.Configuration;
using Cortex.App.Detecting;
using Cortex.App.Talk;
using Cortex.Assistant.Battery;
using Cortex.Media.Voices;
using Microsoft.Extensions.Logging;

namespace Cortex.App.Run;

/// <summary>What answers, and this machine's voice.</summary>
/// <param name="Room">What answers; owned by whoever opened it.</param>
/// <param name="Voice">This machine's voice; a tone where nothing is spoken here.</param>
internal sealed record RunEngine(EngineRoom Room, IVoice Voice)
{
    /// <summary>Opens both.</summary>
    public static async Task<RunEngine> OpenAsync(
        CortexSettings settings, DetectionRoom detection, IBattery battery, Func<string?> pairing, Action<string> warn, TimeProvider time, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var choice = EngineChoice.Of(settings);
        foreach (var conflict in choice.Conflicts)
        {
            warn(conflict);
        }

        IVoice voice = EngineRoom.SpeaksHere(choice.Kind, settings, null) || detection.Speaks
            ? await Voices.FindAsync(settings.VoiceOptions, time, loggers, cancellationToken)
            : new CueVoice();
        var room = await EngineRoom.OpenAsync(choice.Kind, settings, null, voice, detection.Watch, AssistantChoice.ForHandsFree(settings, detection.Watch, battery, pairing), warn, time, loggers, cancellationToken);
        if (room.Name is not "live" && voice.Advice is { } advice)
        {
            warn("answers are a tone and their words, there is no voice on this machine: " + advice);
        }

        return new RunEngine(room, voice);
    }
}
