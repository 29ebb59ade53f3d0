using Cortex.App.Configuration;
using Cortex.Assistant.Pump;
using Cortex.Assistant.Surroundings;
using Cortex.Media.Voices;
using Microsoft.Extensions.Logging;

namespace Cortex.App.Run;

/// <summary>The one sentence that a device without a screen says when it can be talked to, with what it lacks.</summary>
/// <param name="Engine">Who answers: <c>live</c>, <c>http</c>, <c>offline</c>, <c>embedded</c>.</param>
/// <param name="HasKey">There is a key.</param>
/// <param name="WantsCamera">A camera was not switched off by the settings.</param>
/// <param name="HasCamera">There is one.</param>
internal sealed record Readiness(string Engine, bool HasKey, bool WantsCamera, bool HasCamera)
{
    private static readonly TimeSpan ReadyLimit = TimeSpan.FromSeconds(60);

    /// <summary>The sentence.</summary>
    public string Words
    {
        get
        {
            string[] missing = [.. Missing];
            return missing.Length is 0 ? "Ready." : $"Ready, but {string.Join(" and ", missing)}.";
        }
    }

    private IEnumerable<string> Missing
    {
        get
        {
            if (Engine is "offline" or "embedded")
            {
                yield return HasKey ? "only this device answers" : "without a key only this device answers";
            }

            if (WantsCamera && !HasCamera)
            {
                yield return "there is no camera";
            }
        }
    }

    /// <summary>Says it as soon as the conversation is ready and nobody speaks; where there is no voice, or something happens first, not at all.</summary>
    public async Task SayAsync(DevicePump pump, IVoice? voice, CortexSettings settings, TimeProvider time, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        try
        {
            voice ??= await Voices.FindAsync(settings.VoiceOptions, time, loggers, cancellationToken);
            var sound = await new WarningPhrases(voice, "en", TimeSpan.Zero, loggers).SpeakAsync(Words, cancellationToken);
            if (!sound.IsEmpty
                && await pump.UntilAsync(static status => status.IsReady || status.IsClosed, ReadyLimit, cancellationToken)
                && pump.Status is { IsIdle: true, IsClosed: false, Turn: 0 })
            {
                pump.PlayOver(sound, 0.7f, 0);
            }
        }
        catch (Exception unsaid) when (unsaid is OperationCanceledException or IOException or TimeoutException)
        {
            // The ready cue sounds all the same.
        }
    }
}
