using System.Text;
using Cortex.Engines.Turns;
using Cortex.Live;
using Cortex.Live.Protocol;
using Cortex.Media.Frames;
using Cortex.Server.Rules;

namespace Cortex.Server.Rest;

/// <summary>Makes one question of a list of contents: what was said before, what is asked now, the pictures, and tools' answers.</summary>
internal static class QuestionMaker
{
    /// <exception cref="RestFault">400: sound or a file that cannot be used.</exception>
    public static Question Make(GenerateRequest request, string model)
    {
        var contents = request.Contents;
        var asked = LastQuestion(contents);
        var before = contents.Take(asked).ToArray();
        var parts = contents[asked].Parts;
        if (contents.Any(static content => content.Parts.Any(static part => part.FileData is not null)))
        {
            throw RestFault.Invalid("You do not have permission to access the File or it may not exist.");
        }

        return new Question
        {
            Setup = new Setup { Model = $"models/{model}", SystemInstruction = request.SystemInstruction, Tools = request.Tools },
            History = new ConversationHistory([.. before.Select(Entry)]),
            Turn = before.Count(static content => content.Role is not "model"),
            Speech = Speech(parts),
            Text = Text(parts),
            Frame = Frames(parts).LastOrDefault(),
            EarlierFrame = Frames(before.SelectMany(static content => content.Parts)).LastOrDefault(),
            Tools = Exchanges(contents.Skip(asked + 1)),
        };
    }

    /// <summary>The newest content of the user that is more than tools' answers.</summary>
    private static int LastQuestion(IReadOnlyList<Content> contents)
    {
        for (var index = contents.Count - 1; index >= 0; index--)
        {
            if (contents[index].Role is not ("model" or "function") && contents[index].Parts.Any(static part => part.FunctionResponse is null))
            {
                return index;
            }
        }

        throw RestFault.Invalid("Please ensure that the contents hold a turn of the user.");
    }

    private static HistoryEntry Entry(Content content) =>
        new(content.Role is "model" ? HistoryRole.Model : HistoryRole.User, Text(content.Parts) ?? "");

    private static string? Text(IEnumerable<Part> parts)
    {
        var text = new StringBuilder();
        foreach (var part in parts.Where(static part => part is { Text: not null, Thought: not true }))
        {
            text.Append(text.Length > 0 ? " " : "").Append(part.Text);
        }

        return text.Length > 0 ? text.ToString() : null;
    }

    private static IEnumerable<Frame> Frames(IEnumerable<Part> parts) => parts
        .Where(static part => part.InlineData is { } data && MediaRules.IsPicture(data.MimeType))
        .Select(static part => new Frame(part.InlineData!.Value.ToArray(), part.InlineData!.Value.MimeType, 0, 0, 0));

    private static ReadOnlyMemory<byte> Speech(IEnumerable<Part> parts)
    {
        var sounds = parts.Where(static part => part.InlineData is { } data && !MediaRules.IsPicture(data.MimeType)).ToArray();
        return sounds.Length == 0 ? default : RestSound.ToSpeech(sounds[^1].InlineData!.Value);
    }

    private static List<ToolExchange> Exchanges(IEnumerable<Content> contents)
    {
        var exchanges = new List<ToolExchange>();
        var calls = new List<FunctionCall>();
        foreach (var part in contents.SelectMany(static content => content.Parts))
        {
            if (part.FunctionCall is { } call)
            {
                calls.Add(call);
            }
            else if (part.FunctionResponse is { } response)
            {
                var index = calls.FindIndex(call => response.Id is { Length: > 0 } id ? call.Id == id : call.Name == response.Name);
                exchanges.Add(new ToolExchange(index < 0 ? new FunctionCall { Id = response.Id, Name = response.Name } : calls[index], response));
                if (index >= 0)
                {
                    calls.RemoveAt(index);
                }
            }
        }

        return exchanges;
    }
}
