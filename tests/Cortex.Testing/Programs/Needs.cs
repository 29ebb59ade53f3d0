namespace Cortex.Testing;

/// <summary>Programs a test cannot do without: it is skipped, visibly, where they are absent, and fails where CI is set.</summary>
public static class Needs
{
    public static void Program(string name)
    {
        var isThere = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, name)));
        if (isThere)
        {
            return;
        }

        if (Environment.GetEnvironmentVariable("CI") is "true" or "1")
        {
            Assert.Fail($"{name} is not installed, and CI has to have it: sudo apt-get install {name}");
        }

        Assert.Skip($"{name} is not installed: sudo apt-get install {name}");
    }
}
