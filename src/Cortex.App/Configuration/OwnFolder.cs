namespace Cortex.App.Configuration;

/// <summary>Makes folders that their owner alone may enter; one that is there stays as it is.</summary>
internal static class OwnFolder
{
    public static void Make(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
