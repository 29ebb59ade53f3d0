namespace Cortex.Media.Tests.Camera;

/// <summary>A folder that is gone after the test.</summary>
sealed class Scrap : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("cortex-camera-").FullName;

    public string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    /// <summary>A shell script that can be run.</summary>
    public string Program(string name, string script)
    {
        var path = Write(name, System.Text.Encoding.UTF8.GetBytes($"#!/bin/sh\n{script}\n"));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }

    /// <summary>A named pipe that nobody writes into.</summary>
    public string Pipe(string name)
    {
        var path = Path.Combine(Folder, name);
        using var made = System.Diagnostics.Process.Start("mkfifo", [path]);
        made.WaitForExit();
        return path;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
