using Cortex.App.Commands;
using Cortex.App.Configuration;
using Cortex.App.Terminal;
using Cortex.Live.Connection;
using Cortex.Media.Models;

namespace Cortex.App.Models;

/// <summary>Runs <c>cortex models</c>.</summary>
internal static class ModelsRun
{
    /// <summary>Tells what there is.</summary>
    public static int List(ModelStore store, bool json, TextWriter output)
    {
        if (json)
        {
            output.WriteLine(ModelsJson.Of(store));
            return ExitCode.Done;
        }

        foreach (var model in ModelManifest.Entries)
        {
            var state = store.StateOf(model) switch
            {
                ModelState.Present => "here",
                ModelState.Partial => "a part is here",
                _ => "not here",
            };
            var size = model.KnownBytes > 0 ? $", {PullLine.Size(model.KnownBytes)}" : "";
            output.WriteLine($"{model.Name,-10} {state}{size}");
            output.WriteLine($"{"",-10} {model.What}");
            output.WriteLine($"{"",-10} {model.Licence} · {model.Source}");
        }

        output.WriteLine($"folder: {store.Folder}");
        return ExitCode.Done;
    }

    /// <summary>Tells which live models the key may use.</summary>
    /// <exception cref="CommandFailure">There is no key, or the service does not tell.</exception>
    public static async Task<int> LiveAsync(CortexSettings settings, bool json, TextWriter output, CancellationToken interruption)
    {
        var key = new KeySource(settings).Find() ?? (settings.Endpoint is null ? null : Credential.From("none", "nobody"))
            ?? throw new CommandFailure(ExitCode.Refused, "there is no key to ask with: run `cortex setup` or set GEMINI_API_KEY (a key is made at https://aistudio.google.com/apikey)");
        IReadOnlyList<LiveModel> models;
        try
        {
            models = (await LiveModelList.AskAsync(settings, key, interruption)).Models;
        }
        catch (IOException fault)
        {
            throw new CommandFailure(ExitCode.Refused, PlainWords.Of(fault.Message));
        }

        if (json)
        {
            output.WriteLine(ModelsJson.Of(models));
            return ExitCode.Done;
        }

        foreach (var model in models)
        {
            output.WriteLine(PlainWords.Of($"{(model.Id == settings.Model ? "*" : " ")} {model.Id,-44} {model.Name}{(model.ContextTokens > 0 ? $", {model.ContextTokens:#,0} tokens" : "")}"));
        }

        output.WriteLine(models.Count > 0 ? "(*) is the one that is used; another with --model or live.model." : "none; is the key allowed for the Gemini API?");
        return ExitCode.Done;
    }

    /// <summary>Fetches one.</summary>
    /// <exception cref="CommandFailure">The name or the mirror is wrong, or the network gave out.</exception>
    public static async Task<int> PullAsync(string name, ModelStore store, string? mirror, TextWriter output, TextWriter error, CancellationToken interruption)
    {
        var model = ModelManifest.Find(name) ?? throw new CommandFailure(
            ExitCode.Usage, $"there is no model {name}; there are: {string.Join(", ", ModelManifest.Entries.Select(static entry => entry.Name))}");
        Uri? from = null;
        if (mirror is not null && (!Uri.TryCreate(mirror, UriKind.Absolute, out from) || from.Scheme is not ("http" or "https")))
        {
            throw new CommandFailure(ExitCode.Usage, $"--mirror is \"{mirror}\"; it must be an http or https address");
        }

        await error.WriteLineAsync($"cortex: {model.What}; licence: {model.Licence}");
        using var pull = new ModelPull(store, TimeProvider.System, from);
        var line = new PullLine(error, !Console.IsErrorRedirected, TimeProvider.System);
        IReadOnlyList<string> unvouched;
        try
        {
            unvouched = await pull.PullAsync(model, line, interruption);
        }
        catch (ModelException fault)
        {
            throw new CommandFailure(ExitCode.Refused, fault.Message);
        }
        finally
        {
            line.End();
        }

        foreach (var file in unvouched)
        {
            await error.WriteLineAsync($"cortex: no public sources agree on a hash of {file}: the one of this download was written down, and every later one must match it");
        }

        await output.WriteLineAsync($"{model.Name} is here: {Path.Combine(store.Folder, model.Folder)}");
        return ExitCode.Done;
    }
}
