using System.Diagnostics;
using Cortex.App.Commands;
using Cortex.App.Configuration;
using Cortex.App.FirstSetup;
using Cortex.App.Talk;

namespace Cortex.App.Tests.Talk;

/// <summary>Files that settings name: whatever lies there instead, one clear line at once.</summary>
public sealed class NamedFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cortex-named-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("folder", "it is a folder")]
    [InlineData("pipe", "no ordinary file")]
    [InlineData("/dev/zero", "no ordinary file")]
    [InlineData("huge", "larger than")]
    [InlineData("missing", "there is no")]
    public void Whatever_lies_there_instead_is_told_in_one_line(string name, string why)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "no pipes among files");
        var path = Path.Combine(_folder, name);
        switch (name)
        {
            case "folder":
                Directory.CreateDirectory(path);
                break;
            case "pipe":
                using (var made = Process.Start("mkfifo", [path]))
                    made.WaitForExit();
                break;
            case "huge":
                using (var file = File.Create(path))
                    file.SetLength(1L << 40);
                break;
            default:
                break;
        }

        foreach (var settings in new[] { new CortexSettings { CommandsFile = path }, new CortexSettings { RouterFile = path } })
        {
            var failure = Assert.Throws<CommandFailure>(() => AssistantChoice.ForHandsFree(settings, null, null!, static () => null));
            Assert.Contains(why, failure.Message, StringComparison.Ordinal);
            Assert.Contains(path, Assert.Single(failure.Message.Split('\n')[1..]), StringComparison.Ordinal);
        }

        var instruction = Assert.Throws<CommandFailure>(() => SetupChoice.Make(new CortexSettings { InstructionFile = path }, []));
        Assert.Contains(why, instruction.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_may_only_be_read_is_read()
    {
        var path = Path.Combine(_folder, "instruction");
        File.WriteAllText(path, "\uFEFF be kind \n");
        File.SetAttributes(path, FileAttributes.ReadOnly);
        var setup = SetupChoice.Make(new CortexSettings { InstructionFile = path }, []);
        Assert.Equal("be kind", setup.SystemInstruction!.Parts![0].Text);
    }

    [Fact]
    public void A_configuration_that_is_a_folder_or_cannot_be_written_is_told_without_our_own_names()
    {
        var folder = Assert.Throws<IOException>(() => ConfigFile.Open(_folder));
        Assert.Equal($"{_folder} is a folder: name a file in it with --config", folder.Message);
        Assert.SkipUnless(OperatingSystem.IsLinux(), "a place where nothing can be made");
        var file = ConfigFile.Open("/proc/none/cortex.json");
        file.Set("language", "pl", isNumber: false);
        var failure = Assert.Throws<IOException>(file.Write);
        Assert.StartsWith("/proc/none/cortex.json cannot be written: ", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(".new", failure.Message, StringComparison.Ordinal);
    }
}
