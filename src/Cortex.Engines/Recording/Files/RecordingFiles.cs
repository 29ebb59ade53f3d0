namespace Cortex.Engines.Recording.Files;

/// <summary>
/// The files of one recorder: <c>talk.jsonl.gz</c>, <c>talk-2.jsonl.gz</c>, … one for each conversation and each part of a long one, and
/// of all of them the newest few. Thread-safe.
/// </summary>
internal sealed class RecordingFiles
{
    private readonly Lock _gate = new();
    private readonly string _path;
    private readonly int _most;
    private readonly string _stem;
    private readonly string _ending;
    private int _number;

    /// <param name="path">The first file. A name that ends in <c>.gz</c> is packed.</param>
    /// <param name="options">How many there may be, and whether earlier ones stay.</param>
    public RecordingFiles(string path, RecordingOptions options)
    {
        (_path, _most) = (path, options.MostFiles);
        var name = Path.GetFileName(path);
        var stem = Path.GetFileNameWithoutExtension(name);
        _stem = IsPacked && Path.HasExtension(stem) ? Path.GetFileNameWithoutExtension(stem) : stem;
        _ending = name[_stem.Length..];
        _number = options.KeepsEarlier && !IsDevice ? Existing().DefaultIfEmpty(0).Max() : 0;
    }

    private bool IsPacked => _path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);

    // A device has no neighbours.
    private bool IsDevice => Path.GetFullPath(_path).StartsWith("/dev/", StringComparison.Ordinal);

    /// <summary>Creates the next file, for its owner's eyes; the oldest go.</summary>
    /// <exception cref="RecordingException">It cannot be created.</exception>
    public IRecordingFile Next(out string path)
    {
        lock (_gate)
        {
            path = Numbered(++_number);
            var file = Create(path);
            foreach (var old in IsDevice ? [] : Existing().Where(number => number <= _number - _most).ToArray())
            {
                TryDelete(Numbered(old));
            }

            return IsPacked ? new PackedFile(file) : new PlainFile(file);
        }
    }

    private string Numbered(int number) =>
        number is 1 || IsDevice ? _path : Path.Combine(Path.GetDirectoryName(_path) ?? "", $"{_stem}-{number}{_ending}");

    private IEnumerable<int> Existing()
    {
        if (File.Exists(_path))
        {
            yield return 1;
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(_path));
        if (!Directory.Exists(folder))
        {
            yield break;
        }

        foreach (var name in Directory.EnumerateFiles(folder, _stem + "-*" + _ending).Select(Path.GetFileName))
        {
            if (name!.StartsWith(_stem + "-", StringComparison.Ordinal) && name.EndsWith(_ending, StringComparison.Ordinal) && name.Length > _stem.Length + 1 + _ending.Length
                && int.TryParse(name.AsSpan(_stem.Length + 1, name.Length - _stem.Length - 1 - _ending.Length), System.Globalization.NumberStyles.None, null, out var number) && number > 1)
            {
                yield return number;
            }
        }
    }

    private static FileStream Create(string path)
    {
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.Read | FileShare.Delete };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            return new FileStream(path, options);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new RecordingException(path, 0, $"the recording cannot be written ({e.Message}); give a path in a folder that exists and may be written to", e);
        }
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next one tries again.
        }
    }
}
