using System.CommandLine.Parsing;
using Cortex.App.Commands;

namespace Cortex.App.Tests.Documents;

/// <summary>What the pages tell people to type is what the program takes.</summary>
public sealed class DocumentedCommandTests
{
    [Fact]
    public void Every_command_in_a_page_is_one_that_the_program_understands()
    {
        var root = CommandTree.Build(TestContext.Current.CancellationToken);
        var commands = Pages.Commands().ToList();
        Assert.True(commands.Count > 80, $"only {commands.Count} commands were found in the pages");

        var refused =
            from command in commands
            let parsed = root.Parse([.. CommandLineParser.SplitCommandLine(command.Command)])
            let faults = parsed.Errors.Select(static error => error.Message).Where(fault => command.IsWhole || !fault.StartsWith("Required argument ", StringComparison.Ordinal)).ToList()
            where faults.Count > 0
            select $"{command.Where}: cortex {command.Command}: {string.Join(' ', faults)}";
        Assert.True(!refused.Any(), string.Join('\n', refused));
    }
}
