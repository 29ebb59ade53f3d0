using System.Globalization;
using System.Security.Cryptography;

namespace Cortex.Media.Models;

/// <summary>
/// The models on this machine: a folder for each, the hash of every pulled file in <c>SHA256SUMS</c> beside it. Files come into place
/// whole and checked, or not at all.
/// </summary>
/// <param name="folder">The models' folder; made when something is pulled.</param>
public sealed class ModelStore(string folder)
{
    internal const string PartEnding = ".part";
    private const string Receipt = "SHA256SUMS";

    /// <summary>The folder the user's models are in: <c>$XDG_DATA_HOME/cortex/models</c>.</summary>
    public static string UsualFolder => Path.Combine(
        Environment.GetEnvironmentVariable("XDG_DATA_HOME") is { Length: > 0 } data && Path.IsPathRooted(data)
            ? data
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "share"),
        "cortex",
        "models");

    /// <summary>The models' folder.</summary>
    public string Folder => folder;

    /// <summary>Where a file of a model is, or goes.</summary>
    public string PathOf(ModelEntry model, ModelFile file)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(file);
        return Path.Combine(folder, model.Folder, file.Path);
    }

    /// <summary>How much of a model is here, by its files and their lengths.</summary>
    public ModelState StateOf(ModelEntry model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var here = model.Files.Count(file => new FileInfo(PathOf(model, file)) is { Exists: true } info && (file.Bytes is null || file.Bytes == info.Length));
        return here == model.Files.Count ? ModelState.Present
            : here > 0 || model.Files.Any(file => File.Exists(PathOf(model, file) + PartEnding)) ? ModelState.Partial
            : ModelState.Absent;
    }

    /// <summary>The hash a file must have: the manifest's, else the one of its first download, else null.</summary>
    internal string? ExpectedHash(ModelEntry model, ModelFile file) =>
        file.Sha256 ?? (Receipts(model).TryGetValue(file.Path, out var known) ? known : null);

    /// <summary>Whether the file is here and what it should be.</summary>
    internal async Task<bool> IsGoodAsync(ModelEntry model, ModelFile file, CancellationToken cancellationToken)
    {
        var path = PathOf(model, file);
        return File.Exists(path) && ExpectedHash(model, file) is { } hash && hash == await HashAsync(path, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes down the hash of a file that came into place.</summary>
    internal void Keep(ModelEntry model, ModelFile file, string hash)
    {
        var receipts = Receipts(model);
        receipts[file.Path] = hash;
        var path = Path.Combine(folder, model.Folder, Receipt);
        File.WriteAllLines(path + PartEnding, receipts.Select(static entry => string.Create(CultureInfo.InvariantCulture, $"{entry.Value}  {entry.Key}")));
        File.Move(path + PartEnding, path, overwrite: true);
    }

    internal static async Task<string> HashAsync(string path, CancellationToken cancellationToken)
    {
        var stream = File.OpenRead(path);
        await using (stream.ConfigureAwait(false))
        {
            return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken).ConfigureAwait(false));
        }
    }

    private SortedDictionary<string, string> Receipts(ModelEntry model)
    {
        var path = Path.Combine(folder, model.Folder, Receipt);
        var receipts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (File.Exists(path))
        {
            foreach (var line in File.ReadLines(path).Where(static line => line.Length > 66 && line[64] is ' '))
            {
                receipts[line[66..]] = line[..64];
            }
        }

        return receipts;
    }
}
