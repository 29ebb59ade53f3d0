using System.Text.Json;

namespace Cortex.Engines.Tools;

/// <summary>
/// Which calls the wearer was asked about: (call, turn, now) → may it run. A model's word that the wearer agreed counts only in a later
/// turn of the wearer than the one it asked in, for the same tool with the same arguments, once, within two minutes, and not where the
/// wearer's words are a refusal. Pure but for its memory; thread-safe.
/// </summary>
internal sealed class ConsentBook
{
    /// <summary>So long a question to the wearer stands.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(2);

    private const int Most = 32;
    private readonly Lock _gate = new();
    private readonly List<Question> _open = [];

    /// <summary>May this call run?</summary>
    /// <param name="tool">The tool's name.</param>
    /// <param name="arguments">Its arguments, without the word that the wearer agreed.</param>
    /// <param name="isConfirmed">The model says that the wearer agreed.</param>
    /// <param name="turn">When.</param>
    /// <param name="heard">What the wearer said in this turn; null: nobody writes it down.</param>
    /// <param name="now">Since any beginning.</param>
    public Consent Decide(string tool, JsonElement? arguments, bool isConfirmed, CallTurn turn, string? heard, TimeSpan now)
    {
        var key = tool + " " + Canonical(arguments);
        lock (_gate)
        {
            _open.RemoveAll(question => now - question.AskedAt > Life);
            var asked = _open.FindIndex(question => question.Key == key && ReferenceEquals(question.Conversation, turn.Conversation));
            if (!isConfirmed || asked < 0)
            {
                Note(new Question(key, turn.Conversation, turn.Number, now), asked);
                return Consent.Ask;
            }

            if (turn.Number <= _open[asked].Turn || heard is { Length: 0 })
            {
                return Consent.TooEarly;
            }

            _open.RemoveAt(asked);
            return heard is not null && Refusals.IsIn(heard) ? Consent.Refused : Consent.Given;
        }
    }

    /// <summary>The wearer was asked about this in an earlier turn: what they said since is worth waiting for.</summary>
    public bool WasAskedBefore(CallTurn turn)
    {
        lock (_gate)
        {
            return _open.Exists(question => ReferenceEquals(question.Conversation, turn.Conversation) && question.Turn < turn.Number);
        }
    }

    private void Note(Question question, int asked)
    {
        if (asked >= 0)
        {
            _open[asked] = question;
            return;
        }

        if (_open.Count >= Most)
        {
            _open.RemoveAt(0);
        }

        _open.Add(question);
    }

    // The order of members says nothing.
    private static string Canonical(JsonElement? arguments) => arguments is { ValueKind: JsonValueKind.Object } some
        ? ToolResult.Json(writer => Write(writer, some)).GetRawText()
        : "{}";

    private static void Write(Utf8JsonWriter writer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in value.EnumerateObject().OrderBy(static member => member.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(member.Name);
                    Write(writer, member.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    private sealed record Question(string Key, object Conversation, int Turn, TimeSpan AskedAt);
}
