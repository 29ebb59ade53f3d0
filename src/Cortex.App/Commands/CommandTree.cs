using System.CommandLine;
using System.CommandLine.Help;
using System.Runtime.InteropServices;

namespace Cortex.App.Commands;

/// <summary>The verbs, and how every one of them starts, fails and ends.</summary>
internal static class CommandTree
{
    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter error)
    {
        using var interruption = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Interrupt(context, interruption));
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Interrupt(context, interruption));

        var root = Build(interruption.Token);
        var parsed = root.Parse(arguments);
        if (parsed.Action is not HelpWithExamples && parsed.Errors.Count > 0)
        {
            foreach (var fault in parsed.Errors)
            {
                await error.WriteLineAsync("cortex: " + fault.Message);
            }

            var verb = parsed.CommandResult.Command is RootCommand ? "" : parsed.CommandResult.Command.Name + " ";
            await error.WriteLineAsync($"cortex: try `cortex {verb}--help`");
            return ExitCode.Usage;
        }

        try
        {
            return await parsed.InvokeAsync(
                new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null },
                interruption.Token);
        }
        catch (CommandFailure failure)
        {
            await error.WriteLineAsync("cortex: " + failure.Message);
            return failure.ExitCode;
        }
        catch (OperationCanceledException) when (interruption.IsCancellationRequested)
        {
            return ExitCode.Interrupted;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync("cortex: " + failure.Message);
            return ExitCode.Device;
        }
        catch (ArgumentException failure)
        {
            // Rooms check their options themselves; what they say is for whoever gave them.
            await error.WriteLineAsync("cortex: " + failure.Message);
            return ExitCode.Usage;
        }
    }

    private static RootCommand Build(CancellationToken interruption)
    {
        var examples = new Dictionary<Command, string[]>();
        var root = new RootCommand("Cortex: a voice-and-vision assistant that answers while you are still lowering your hand.");
        examples[root] = ["cortex talk --mic question.wav --camera street.jpg --speaker answer.wav", "cortex talk --scenario tour", "cortex serve --port 9090"];
        foreach (var (command, lines) in new[] { TalkCommand.Create(interruption), ServeCommand.Create(interruption), BenchCommand.Create(interruption) })
        {
            root.Add(command);
            examples[command] = lines;
        }

        // No verb is no mistake: show what there is.
        root.SetAction(parsed => new HelpAction().Invoke(parsed));
        foreach (var option in root.Options)
        {
            if (option is HelpOption { Action: HelpAction action } help)
            {
                help.Action = new HelpWithExamples(action, examples);
            }
        }

        return root;
    }

    private static void Interrupt(PosixSignalContext context, CancellationTokenSource interruption)
    {
        // The first one ends cleanly; the second one is left to the system.
        if (!interruption.IsCancellationRequested)
        {
            context.Cancel = true;
            interruption.Cancel();
        }
    }
}
