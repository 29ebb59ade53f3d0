using System.Security.Cryptography;
using System.Text;
using Cortex.App.Commands;
using Cortex.App.Configuration;
using Cortex.Engines.Written;

namespace Cortex.App.FirstSetup;

/// <summary>All that will be written, collected before anything is: Ctrl-C before the end leaves everything as it was.</summary>
/// <param name="config">The file of settings.</param>
internal sealed class SetupPlan(ConfigFile config)
{
    private readonly List<string> _replaced = [];
    private (string Path, string Key)? _key;
    private string? _tokenFile;

    /// <summary>What is there and would be another afterwards, in words.</summary>
    public IReadOnlyList<string> Replaced => _replaced;

    /// <summary>Something is to be written.</summary>
    public bool IsEmpty => !config.IsChanged && _key is null && _tokenFile is null;

    /// <summary>A setting.</summary>
    public void Set(string key, string value)
    {
        var before = config.Find(key);
        if (before == value)
        {
            return;
        }

        if (before is not null)
        {
            _replaced.Add($"{key} from {before} to {value}");
        }

        config.Set(key, value, key is "sound.volume");
    }

    /// <summary>The key, into its file.</summary>
    public void Keep(string key, string path)
    {
        if (File.Exists(path) && Existing(path) != key)
        {
            _replaced.Add($"the key in {path}");
        }

        _key = (path, key);
    }

    /// <summary>The console's token, where there is none.</summary>
    public void MakeToken(string path) => _tokenFile = File.Exists(path) ? null : path;

    /// <summary>Writes all of it, each file whole or not at all; what it wrote, in sentences.</summary>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public IReadOnlyList<string> Write()
    {
        var done = new List<string>();
        if (_key is var (path, key))
        {
            KeyFile.Write(path, key);
            done.Add($"the key is in {path}, for its owner alone");
        }

        if (_tokenFile is { } token)
        {
            OwnFolder.Make(Path.GetDirectoryName(Path.GetFullPath(token))!);
            OwnFile.Replace(token, Encoding.UTF8.GetBytes(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)) + "\n"));
            done.Add($"the console's token is in {token}, for its owner alone");
        }

        if (config.IsChanged)
        {
            config.Write();
            done.Add($"the settings are in {config.Path}");
        }

        return done;
    }

    private static string? Existing(string path)
    {
        try
        {
            return KeyFile.Read(path);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>What is wrong with a value; null: nothing.</summary>
    public static string? Fault(string key, string value) =>
        SettingKeys.Find(key) is not { } known ? $"there is no setting {key}"
        : known.Apply(new CortexSettings(), value) is null ? $"{key} is {known.Allowed}"
        : null;

    /// <summary>A key that can be none.</summary>
    /// <exception cref="CommandFailure">It is none.</exception>
    public static string Checked(string key) => KeyFile.IsKey(key)
        ? key
        : throw new CommandFailure(ExitCode.Usage, key.Length is 0 ? "there is no key on standard input; nothing was written" : "what was given is no key: a key is one word of letters, digits and a few signs; nothing was written");
}
