using System.Diagnostics.CodeAnalysis;

namespace Cortex.Media.Devices;

/// <summary>The system's library for sound devices, which a machine may lack.</summary>
public static class PortAudio
{
    /// <summary>What installs it.</summary>
    public const string InstallCommand = "sudo apt-get install -y libportaudio2 libasound2-plugins";

    /// <summary>Loads it; any thread, as often as one likes.</summary>
    /// <param name="advice">Where it is missing: one line that says so, and what to do.</param>
    public static bool TryLoad([NotNullWhen(false)] out string? advice)
    {
        advice = NativePortAudio.IsThere ? null : $"no microphone or loudspeaker can be used, for PortAudio is not installed: {InstallCommand}";
        return advice is null;
    }
}
