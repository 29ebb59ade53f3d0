using System.Runtime.InteropServices;

namespace Cortex.App.Doctor;

/// <summary>A program or a library of the system, all of them optional.</summary>
/// <param name="Name">The program, or the library's file.</param>
/// <param name="IsLibrary">It is loaded, not started.</param>
/// <param name="GivesWhat">What there is with it and not without.</param>
/// <param name="Package">The Debian package.</param>
internal sealed record Part(string Name, bool IsLibrary, string GivesWhat, string Package)
{
    /// <summary>All that Cortex can use.</summary>
    public static IReadOnlyList<Part> All { get; } =
    [
        new("espeak-ng", false, "voice of this device for sentences and offline answers", "espeak-ng"),
        new("ffmpeg", false, "cameras, videos and streams", "ffmpeg"),
        new("rpicam-vid", false, "Raspberry Pi camera", "rpicam-apps") { IsWanted = File.Exists("/proc/device-tree/model") },
        new("libportaudio.so.2", true, "microphone and loudspeaker", "libportaudio2"),
        new("libspeexdsp.so.1", true, "echo canceller of our own", "libspeexdsp1"),
        new("pactl", false, "echo canceller of the sound server", "pulseaudio-utils"),
    ];

    /// <summary>It makes sense on this machine.</summary>
    public bool IsWanted { get; init; } = true;

    /// <summary>Looks for it: on the path, or by loading it.</summary>
    public static bool IsHere(Part part) => part.IsLibrary
        ? NativeLibrary.TryLoad(part.Name, out _)
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => folder.Length > 0 && File.Exists(Path.Combine(folder, part.Name)));
}
