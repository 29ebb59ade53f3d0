namespace Cortex.App.Bench;

/// <summary>A scenario in a file of its own, for a server in another process: every question is answered at once with a tone of 440 Hz.</summary>
internal sealed class ToneScenario : IDisposable
{
    /// <summary>The tone's frequency.</summary>
    public const int Hz = 440;

    private ToneScenario(string path) => Path = path;

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Writes it.</summary>
    public static async Task<ToneScenario> WriteAsync(TimeSpan length, CancellationToken cancellationToken)
    {
        var path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"cortex-bench-{Guid.NewGuid():N}.json");
        await File.WriteAllTextAsync(
            path,
            $$"""{ "name": "tone", "loop": true, "turns": [ { "say": [ { "toneHz": {{Hz}}, "toneMs": {{(int)length.TotalMilliseconds}} } ] } ] }""",
            cancellationToken);
        return new ToneScenario(path);
    }

    /// <summary>Deletes the file.</summary>
    public void Dispose() => File.Delete(Path);
}
