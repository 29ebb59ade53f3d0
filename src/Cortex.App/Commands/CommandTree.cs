using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using System.Runtime.InteropServices;
using Cortex.App.Telemetry;
using Cortex.App.Terminal;

namespace Cortex.App.Commands;

/// <summary>The verbs, and how every one of them starts, fails and ends.</summary>
internal static class CommandTree
{
    /// <summary>Long enough for every goodbye; what then still runs hangs in the system, such as on a pipe that nobody writes into.</summary>
    private static readonly TimeSpan StuckLimit = TimeSpan.FromSeconds(8);

    /// <summary>The verbs that hold conversations: what they do may go to a collector.</summary>
    private static readonly string[] Exporting = ["run", "talk", "serve"];

    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter error)
    {
        using var interruption = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Interrupt(context, interruption));
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Interrupt(context, interruption));
        using var quit = PosixSignalRegistration.Create(PosixSignal.SIGQUIT, context => Interrupt(context, interruption));
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, context => Interrupt(context, interruption));

        var root = Build(interruption.Token);
        var parsed = root.Parse(arguments);
        if (parsed.Action is not HelpWithExamples && parsed.Errors.Count > 0)
        {
            foreach (var fault in parsed.Errors)
            {
                await SayAsync(error, PlainWords.Of(fault.Message));
            }

            await SayAsync(error, $"try `{Spelled(parsed.CommandResult)} --help`");
            return ExitCode.Usage;
        }

        TelemetryExport? telemetry = null;
        try
        {
            telemetry = Exporting.Contains(parsed.CommandResult.Command.Name) ? TelemetryExport.Start(Environment.GetEnvironmentVariable) : null;
            var running = Task.Run(() => parsed.InvokeAsync(
                new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null },
                interruption.Token));
            return await UntilEndAsync(running, interruption.Token);
        }
        catch (CommandFailure failure)
        {
            await SayAsync(error, failure.Message);
            return failure.ExitCode;
        }
        catch (OperationCanceledException) when (interruption.IsCancellationRequested)
        {
            return ExitCode.Interrupted;
        }
        catch (UnauthorizedAccessException failure) when (!failure.Message.Contains('\'', StringComparison.Ordinal))
        {
            // Every file is denied by its name; standard output, closed by whoever started us, has none.
            await SayAsync(error, "standard output is closed, so that there is nowhere to print: send it to a file, or to /dev/null");
            return ExitCode.Device;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            await SayAsync(error, PlainWords.Of(failure.Message));
            return ExitCode.Device;
        }
        catch (ArgumentException failure)
        {
            // Rooms check their options themselves; what they say is for whoever gave them.
            await SayAsync(error, PlainWords.Of(failure.Message.Replace($" (Parameter '{failure.ParamName}')", "", StringComparison.Ordinal)));
            return ExitCode.Usage;
        }
        finally
        {
            telemetry?.Dispose();
        }
    }

    private static async Task<int> UntilEndAsync(Task<int> running, CancellationToken interruption)
    {
        var interrupted = new TaskCompletionSource();
        await using (interruption.Register(interrupted.SetResult))
        {
            await Task.WhenAny(running, interrupted.Task);
        }

        try
        {
            return await (interruption.IsCancellationRequested ? running.WaitAsync(StuckLimit, TimeProvider.System, CancellationToken.None) : running);
        }
        catch (TimeoutException) when (!running.IsCompleted)
        {
            return ExitCode.Interrupted;
        }
    }

    // Where even standard error cannot be written to, the exit code is all that is left to say.
    private static async Task SayAsync(TextWriter error, string line)
    {
        try
        {
            await error.WriteLineAsync("cortex: " + line);
        }
        catch (Exception unsaid) when (unsaid is IOException or UnauthorizedAccessException)
        {
        }
    }

    private static string Spelled(CommandResult command) =>
        command.Parent is CommandResult above ? Spelled(above) + " " + command.Command.Name : "cortex";

    internal static RootCommand Build(CancellationToken interruption)
    {
        var examples = new Dictionary<Command, string[]>();
        var root = new RootCommand("Cortex: a voice-and-vision assistant that answers while you are still lowering your hand.");
        examples[root] = ["cortex run", "cortex talk --mic question.wav --camera street.jpg --speaker answer.wav", "cortex talk --scenario tour", "cortex serve --port 9090"];
        foreach (var (command, lines) in new[] { RunCommand.Create(interruption), TalkCommand.Create(interruption), ServeCommand.Create(interruption), ReplayCommand.Create(interruption), ReportCommand.Create(interruption), BenchCommand.Create(interruption), DoctorCommand.Create(interruption), SetupCommand.Create(interruption), DevicesCommand.Create(interruption), ModelsCommand.Create(interruption) })
        {
            root.Add(command);
            examples[command] = lines;
        }

        foreach (var option in root.Options)
        {
            if (option is HelpOption { Action: HelpAction action } help)
            {
                var withExamples = new HelpWithExamples(action, examples);
                help.Action = withExamples;

                // No verb is no mistake: show what there is.
                root.SetAction(parsed => withExamples.Invoke(parsed));
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
