using Cortex.Media.Audio;

namespace Cortex.App.Bench;

/// <summary>
/// A scenario in a folder of its own, for a server in another process: every question is answered at once with something like a voice
/// that never pauses. An echo canceller learns a room from a voice, and from a tone nothing but that tone.
/// </summary>
internal sealed class VoiceScenario : IDisposable
{
    private readonly string _folder;

    private VoiceScenario(string folder) => _folder = folder;

    /// <summary>The scenario's file.</summary>
    public string Path => System.IO.Path.Combine(_folder, "voice.json");

    /// <summary>Writes it.</summary>
    public static async Task<VoiceScenario> WriteAsync(TimeSpan length, CancellationToken cancellationToken)
    {
        var scenario = new VoiceScenario(Directory.CreateTempSubdirectory("cortex-bench-").FullName);
        var sound = SpokenQuestion.Make(length.TotalSeconds);
        using (var writer = new WavWriter(System.IO.Path.Combine(scenario._folder, "voice.wav"), SpokenQuestion.SampleRateHz))
        {
            writer.Write(sound);
        }

        await File.WriteAllTextAsync(scenario.Path, """{ "name": "voice", "loop": true, "turns": [ { "say": [ { "wav": "voice.wav" } ] } ] }""", cancellationToken);
        return scenario;
    }

    /// <summary>Deletes the folder.</summary>
    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
