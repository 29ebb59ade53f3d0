using Cortex.App.Commands;
using Cortex.App.Configuration;
using Cortex.App.Terminal;
using Spectre.Console;

namespace Cortex.App.Doctor;

/// <summary>Runs <c>cortex doctor</c>.</summary>
internal static class DoctorRun
{
    /// <summary>Looks at everything and tells it.</summary>
    /// <param name="settings">What Cortex would run with; the usual ones where they are wrong.</param>
    /// <param name="faults">What is wrong with the settings.</param>
    /// <param name="checks">What to look at.</param>
    /// <param name="json">As one object, and nothing else.</param>
    /// <param name="output">Where to.</param>
    /// <param name="time">The clock.</param>
    /// <param name="interruption">Ends it.</param>
    public static async Task<int> RunAsync(
        CortexSettings settings,
        IReadOnlyList<SettingFault> faults,
        IReadOnlyList<ICheck> checks,
        bool json,
        TextWriter output,
        TimeProvider time,
        CancellationToken interruption)
    {
        var console = Screen.On(output);
        var examination = new Examination([new SettingsCheck(faults), .. checks], time);
        var findings = await examination.RunAsync(settings, Begin, Tell, interruption);
        if (json)
        {
            output.WriteLine(DoctorJson.Of(findings));
        }
        else
        {
            console.WriteLine();
            console.WriteLine(Sum(findings));
        }

        return ExitCodeOf(findings);

        void Begin(string name)
        {
            if (!json)
            {
                console.MarkupLine($"[bold]{Markup.Escape(name)}[/]");
            }
        }

        void Tell(Finding finding)
        {
            if (json)
            {
                return;
            }

            var (mark, colour) = finding.Health switch
            {
                Health.Good => ("ok  ", "green"),
                Health.Advice => ("note", "yellow"),
                _ => ("BAD ", "red"),
            };
            Write($"  [{colour}]{mark}[/] ", "       ", $"{finding.Subject}: {finding.Words}");
            if (finding.Remedy is { } remedy)
            {
                Write("       [grey]→[/] ", "         ", remedy);
            }
        }

        void Write(string first, string others, string words)
        {
            var start = first;
            foreach (var line in WordWrap.Lines(words, console.Profile.Width - 1 - others.Length))
            {
                console.MarkupLine(start + Markup.Escape(line));
                start = others;
            }
        }
    }

    private static string Sum(IReadOnlyList<Finding> findings)
    {
        var (bad, notes) = (findings.Count(static finding => finding.Health is Health.Broken), findings.Count(static finding => finding.Health is Health.Advice));
        return bad > 0 ? $"{bad} {(bad is 1 ? "thing keeps" : "things keep")} Cortex from working as it is set up; the lines marked BAD say what mends it."
            : notes > 0 ? $"Cortex works here; {notes} {(notes is 1 ? "note says" : "notes say")} what would make it better."
            : "All is well.";
    }

    // What the settings, then what this machine, then what the far side lacks.
    private static int ExitCodeOf(IReadOnlyList<Finding> findings)
    {
        var broken = findings.Where(static finding => finding.Health is Health.Broken).Select(static finding => finding.Subject).ToHashSet();
        return broken.Count is 0 ? ExitCode.Done
            : broken.Contains(SettingsCheck.Subject) ? ExitCode.Usage
            : broken.All(ServiceCheck.Subjects.Contains) ? ExitCode.Refused
            : ExitCode.Device;
    }
}
