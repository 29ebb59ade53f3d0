using System.Diagnostics;
using Cortex.EndToEnd.Architecture;

namespace Cortex.EndToEnd.Scripts;

/// <summary>
/// A copy of the scripts in a folder with a space in its name, beside stand-ins for dotnet and apt-get, so that their
/// decisions are seen in milliseconds. Nothing but the listed programs can be found from there.
/// </summary>
sealed class StagedHouse : IDisposable
{
    static readonly string[] Programs =
    [
        "basename", "bash", "cat", "cut", "date", "dirname", "env", "find", "flock", "kill", "mkdir", "mktemp", "mv", "paste", "readlink", "rm",
        "sed", "sh", "sha256sum", "sleep", "sort", "tail", "timeout", "touch", "tr", "uname", "wc", "xargs", "chmod",
    ];

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cortex ");

    public StagedHouse()
    {
        Directory.CreateDirectory(OnPath);
        foreach (var program in Programs)
        {
            var real = new[] { "/usr/bin", "/bin" }.Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
            if (real is not null)
                File.CreateSymbolicLink(Path.Combine(OnPath, program), real);
        }
        foreach (var file in new[] { "cortex", "test", "eng/house.sh", "global.json" })
            Copy(file);
        Write("src/Cortex.App/Program.cs", "return 0;\n");
        // A real SDK of this machine must not be found, nor its libraries.
        Write("eng/house.sh", Read("eng/house.sh")
            .Replace("/usr/share/dotnet/dotnet /usr/lib/dotnet/dotnet", "", StringComparison.Ordinal)
            .Replace(" /usr/lib/{", " ~/lib/{", StringComparison.Ordinal));
        Write("../lib/x86_64-linux-gnu/libportaudio.so.2", "");
        Write("../lib/alsa-lib/libasound_module_pcm_pulse.so", "");
        Program("espeak-ng", "exit 0");
        Program("ffmpeg", "exit 0");
        Program("node", "exit 0");
        Program("npm", "exit 0");
        Program("ip", "exit 0");
        Program("pulseaudio", "exit 0");
        Program("pactl", "exit 0");
        Program("python3", "exit 0");
    }

    string OnPath => Path.Combine(_folder.FullName, "programs");

    public string Top => Path.Combine(_folder.FullName, "my house");

    public Dictionary<string, string> Environment { get; } = [];

    /// <summary>Puts a shell script on the path.</summary>
    public void Program(string name, string script) => WriteScript(Path.Combine(OnPath, name), script);

    public void Remove(string program) => File.Delete(Path.Combine(OnPath, program));

    /// <summary>A dotnet that accepts every build, notes it in <c>builds</c>, and runs the given shell lines in the top folder.</summary>
    public void Dotnet(string build) => Program("dotnet", $"""
        cd '{Top}'
        case $1 in
            --version) echo 10.0.100 ;;
            --list-sdks) echo '10.0.100 [somewhere]' ;;
            build) echo "$*" >> builds
        {build}
        ;;
        esac
        """);

    /// <summary>A build that makes a program which shows its process, folder and arguments, and ends with 7.</summary>
    public void DotnetThatBuilds() => Dotnet("""
        mkdir -p artifacts/bin/Cortex.App/release
        sleep 0.2
        printf '%s\n' '#!/usr/bin/env bash' 'echo $$; pwd; printf "<%s>" "$@"; exit 7' > artifacts/bin/Cortex.App/release/cortex
        chmod +x artifacts/bin/Cortex.App/release/cortex
        """);

    public int Builds => File.Exists(Path.Combine(Top, "builds")) ? File.ReadAllLines(Path.Combine(Top, "builds")).Length : 0;

    public string Read(string file) => File.ReadAllText(Path.Combine(Top, file));

    public void Write(string file, string text)
    {
        var path = Path.Combine(Top, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    public void WriteScript(string path, string script)
    {
        path = Path.Combine(Top, path);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, $"#!/usr/bin/env bash\n{script}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, (UnixFileMode)0b111_101_101);
    }

    public Task<ScriptRun> RunAsync(string script, params string[] arguments) => RunFromAsync(Top, Path.Combine(Top, script), arguments);

    public async Task<ScriptRun> RunFromAsync(string folder, string script, params string[] arguments)
    {
        var start = new ProcessStartInfo(script, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        start.Environment["PATH"] = OnPath;
        start.Environment["HOME"] = _folder.FullName;
        foreach (var (key, value) in Environment)
            start.Environment[key] = value;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new(process.Id, process.ExitCode, await output, await errors);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    void Copy(string file)
    {
        var target = Path.Combine(Top, file);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Copy(Path.Combine(Repository.Root, file), target);
    }
}
