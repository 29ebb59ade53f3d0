using System.Text.Json;

namespace Cortex.EndToEnd.Program;

/// <summary>How a run of the program ended.</summary>
internal sealed record ProgramResult(int ExitCode, string Output, string Error)
{
    /// <summary>Standard output as one JSON object, and nothing else.</summary>
    public JsonElement Json()
    {
        using var document = JsonDocument.Parse(Output);
        return document.RootElement.Clone();
    }

    /// <summary>Fails with everything the program said when the code is another.</summary>
    public ProgramResult Expect(int exitCode)
    {
        Assert.True(ExitCode == exitCode, $"exit code {ExitCode} instead of {exitCode}\n--- output\n{Output}\n--- error\n{Error}");
        return this;
    }

    /// <summary>Fails unless the last line of complaint holds all of these; warnings may stand before it.</summary>
    public void ComplainsAtLast(params string[] words)
    {
        var line = Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1];
        Assert.All(words, word => Assert.Contains(word, line, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Fails unless there is exactly one line of complaint, holding all of these.</summary>
    public void ComplainsInOneLine(params string[] words)
    {
        var line = Assert.Single(Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.All(words, word => Assert.Contains(word, line, StringComparison.OrdinalIgnoreCase));
    }
}
