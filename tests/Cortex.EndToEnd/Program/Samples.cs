namespace Cortex.EndToEnd.Program;

/// <summary>The sample sounds and pictures of the repository.</summary>
internal static class Samples
{
    private static readonly string Root = FindRoot();

    public static string Question => In("media/question.wav");

    public static string Street => In("media/street.jpg");

    public static string In(string name) => Path.Combine(Root, "samples", name);

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Cortex.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("the tests run outside the repository");
        }

        return folder;
    }
}
