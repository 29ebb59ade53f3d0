using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Cortex.Engines.Tools;

/// <summary>Remember, recall, forget.</summary>
public static class NoteTools
{
    /// <summary>Keeps a note.</summary>
    public const string RememberName = "remember_note";

    /// <summary>Tells notes.</summary>
    public const string RecallName = "recall_notes";

    /// <summary>Forgets a note.</summary>
    public const string ForgetName = "forget_note";

    private const int MostTold = 30;

    /// <summary>Makes them.</summary>
    public static IReadOnlyList<AIFunction> Create(NoteBook book) =>
    [
        new LocalTool(
            RememberName,
            "Remembers something for the wearer, on this device, until it is forgotten by order. Only when the wearer asks for it; write it in their words, with everything needed to understand it later.",
            """{"type":"object","properties":{"text":{"type":"string","description":"what to remember, at most 1000 characters"}},"required":["text"]}""",
            (arguments, cancellation) => Told(RememberAsync(book, arguments, cancellation))),
        new LocalTool(
            RecallName,
            "Tells what the wearer asked to be remembered, the newest first, each with its number and when it was noted.",
            """{"type":"object","properties":{"about":{"type":"string","description":"only notes with one of these words; left out: the newest"}}}""",
            (arguments, cancellation) => Told(RecallAsync(book, arguments, cancellation))),
        new LocalTool(
            ForgetName,
            $"Forgets one note for good. Find its number with {RecallName} first.",
            """{"type":"object","properties":{"id":{"type":"integer","description":"the note's number"}},"required":["id"]}""",
            (arguments, cancellation) => Told(ForgetAsync(book, arguments, cancellation))),
    ];

    private static async ValueTask<JsonElement> Told(Task<JsonElement> running)
    {
        try
        {
            return await running.ConfigureAwait(false);
        }
        catch (IOException e)
        {
            throw new ToolFailedException("the notes cannot be used: " + e.Message);
        }
    }

    private static async Task<JsonElement> RememberAsync(NoteBook book, ToolArguments arguments, CancellationToken cancellationToken)
    {
        var text = arguments.Text("text", NoteBook.MostCharacters) ?? throw new ToolFailedException("text is missing: what shall be remembered?");
        var note = await book.AddAsync(text, cancellationToken).ConfigureAwait(false)
            ?? throw new ToolFailedException($"there are {NoteBook.MostNotes} notes already; ask the wearer which to forget");
        return ToolResult.Json(writer =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("id", note.Id);
            writer.WriteString("status", "remembered");
            writer.WriteEndObject();
        });
    }

    private static async Task<JsonElement> RecallAsync(NoteBook book, ToolArguments arguments, CancellationToken cancellationToken)
    {
        var all = await book.AllAsync(cancellationToken).ConfigureAwait(false);
        string[] words = arguments.Text("about", 200)?.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        Note[] found = [.. all.Reverse().Where(note => words.Length is 0 || Array.Exists(words, word => note.Text.Contains(word, StringComparison.OrdinalIgnoreCase)))];
        return ToolResult.Json(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("notes");
            foreach (var note in found.Take(MostTold))
            {
                writer.WriteStartObject();
                writer.WriteNumber("id", note.Id);
                writer.WriteString("text", note.Text);
                writer.WriteString("noted", note.At.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            if (found.Length is 0)
            {
                writer.WriteString("note", all.Count is 0 ? "nothing was noted yet" : $"no note has one of these words; there are {all.Count} others, ask without words");
            }
            else if (found.Length > MostTold)
            {
                writer.WriteString("note", $"these are the newest {MostTold} of {found.Length}");
            }

            writer.WriteEndObject();
        });
    }

    private static async Task<JsonElement> ForgetAsync(NoteBook book, ToolArguments arguments, CancellationToken cancellationToken)
    {
        var id = arguments.Number("id") ?? throw new ToolFailedException("id is missing: which note?");
        var gone = await book.ForgetAsync(id is > 0 and < int.MaxValue ? (int)id : 0, cancellationToken).ConfigureAwait(false)
            ?? throw new ToolFailedException("there is no note with this number");
        return ToolResult.Json(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("status", "forgotten");
            writer.WriteString("text", gone.Text);
            writer.WriteEndObject();
        });
    }
}
