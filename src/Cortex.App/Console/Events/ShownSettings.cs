using System.Globalization;
using Cortex.App.Configuration;

namespace Cortex.App.WebConsole.Events;

/// <summary>The settings that a page shows. Each is named here, so that none slips through; nothing secret is among them, and no path.</summary>
internal static class ShownSettings
{
    public static IReadOnlyDictionary<string, string> Of(CortexSettings settings) => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["language"] = settings.Language,
        ["engine"] = (settings.Engine?.ToString() ?? "auto").ToLowerInvariant(),
        ["live.endpoint"] = settings.Endpoint?.GetLeftPart(UriPartial.Authority) ?? "Google",
        ["live.model"] = settings.Model,
        ["live.voice"] = settings.Voice ?? "the model's choice",
        ["live.turns"] = settings.Turns.ToString().ToLowerInvariant(),
        ["camera.device"] = settings.Camera.Device.Contains("://", StringComparison.Ordinal) ? "an address" : Path.GetFileName(settings.Camera.Device),
        ["camera.profile"] = settings.Sight.Profile.ToString().ToLowerInvariant(),
        ["camera.frames"] = settings.Detection.DrawsFrames ? "annotated" : "raw",
        ["detection.enabled"] = settings.Detection.IsEnabled ? "true" : "false",
        ["sound.microphone"] = Path.GetFileName(settings.Sound.Microphone),
        ["sound.speaker"] = Path.GetFileName(settings.Sound.Speaker),
        ["sound.echo"] = settings.Sound.Echo.ToString().ToLowerInvariant(),
        ["cues.sound"] = settings.Cues.Sound.IsOn ? "on" : "off",
        ["spending.perDay"] = settings.Caps.PerDay?.ToString(CultureInfo.InvariantCulture) ?? "no limit",
        ["spending.perConversation"] = settings.Caps.PerConversation?.ToString(CultureInfo.InvariantCulture) ?? "no limit",
    };
}
