using System.CommandLine;
using Cortex.App.Models;
using Cortex.Media.Models;

namespace Cortex.App.Commands;

/// <summary><c>cortex models</c>: the models that run on this device.</summary>
internal static class ModelsCommand
{
    private static readonly string[] Examples = ["cortex models list", "cortex models pull kokoro", "cortex models live"];

    public static (Command Command, string[] Examples) Create(CancellationToken interruption)
    {
        var command = new Command("models", "The models that run on this device: list them, or pull one; and those of the service that a key may use.");
        var json = new Option<bool>("--json") { Description = "Print one JSON object on standard output, and nothing else" };
        var list = new Command("list", "What can be pulled, under which licence, and what is here.") { json };
        var listSettings = new CommonOptions(list);
        AddFolder(list, listSettings);
        list.SetAction(parsed => ModelsRun.List(new ModelStore(FolderOf(listSettings, parsed)), parsed.GetValue(json), parsed.InvocationConfiguration.Output));

        var name = new Argument<string>("name") { Description = "The model's name, as `cortex models list` prints it" };
        var mirror = new Option<string?>("--mirror") { Description = "A server to fetch from in place of the model's own, with the same paths", HelpName = "URL" };
        var pull = new Command("pull", "Fetch a model, with progress; goes on where it stopped, and checks what came.") { name, mirror };
        var pullSettings = new CommonOptions(pull);
        AddFolder(pull, pullSettings);
        pull.SetAction(parsed => ModelsRun.PullAsync(
            parsed.GetValue(name)!,
            new ModelStore(FolderOf(pullSettings, parsed)),
            parsed.GetValue(mirror),
            parsed.InvocationConfiguration.Output,
            parsed.InvocationConfiguration.Error,
            interruption));

        var liveJson = new Option<bool>("--json") { Description = "Print one JSON object on standard output, and nothing else" };
        var live = new Command("live", "The models of the service that hold live conversations, as far as the key may use them.") { liveJson };
        var liveSettings = new CommonOptions(live);
        liveSettings.AddSetting(live, "--endpoint", "live.endpoint", "URL", "Another Live server, such as ws://127.0.0.1:9090");
        live.SetAction(parsed => ModelsRun.LiveAsync(liveSettings.Read(parsed), parsed.GetValue(liveJson), parsed.InvocationConfiguration.Output, interruption));

        command.Add(live);
        command.Add(list);
        command.Add(pull);
        command.SetAction(int (_) => throw new CommandFailure(ExitCode.Usage, "models what? There is: cortex models live, cortex models list, cortex models pull NAME"));
        return (command, Examples);
    }

    private static void AddFolder(Command command, CommonOptions common) =>
        common.AddSetting(command, "--folder", "models.folder", "FOLDER", "Where models are (default: the user's data folder)");

    private static string FolderOf(CommonOptions common, ParseResult parsed) => common.Read(parsed).ModelFolder;
}
