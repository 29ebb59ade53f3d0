namespace Cortex.Engines.Recording.Cassettes;

/// <summary>A recording, read whole: what a <see cref="CassetteEngine"/> plays.</summary>
/// <param name="Header">When, of whom, and with what.</param>
/// <param name="IsWhole">False where its last line was cut off, as a crash leaves it.</param>
/// <param name="Lines">In the order of the file.</param>
public sealed record Cassette(RecordingHeader Header, bool IsWhole, IReadOnlyList<RecordingLine> Lines)
{
    // A recording of a day, without media.
    private const int MostLines = 5_000_000;

    /// <summary>What of the recording could not be read.</summary>
    public IReadOnlyList<RecordingDamage> Damages { get; init; } = [];

    /// <summary>Reads a recording whole.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="RecordingException">It is not there, no recording, or too long.</exception>
    public static Cassette Load(string path)
    {
        using var reader = RecordingReader.Open(path);
        return Read(path, reader);
    }

    /// <summary>Reads a recording from memory.</summary>
    /// <param name="path">Its name for messages.</param>
    /// <param name="bytes">Its bytes.</param>
    /// <exception cref="RecordingException">It is no recording.</exception>
    public static Cassette Read(string path, ReadOnlyMemory<byte> bytes)
    {
        using var reader = RecordingReader.Open(path, bytes);
        return Read(path, reader);
    }

    private static Cassette Read(string path, RecordingReader reader)
    {
        List<RecordingLine> lines = [];
        foreach (var line in reader.ReadLines())
        {
            lines.Add(lines.Count < MostLines ? line : throw new RecordingException(path, line.Number, $"a cassette has at most {MostLines} lines"));
        }

        return new Cassette(reader.Header, !reader.IsCut, lines) { Damages = [.. reader.Damages] };
    }
}
