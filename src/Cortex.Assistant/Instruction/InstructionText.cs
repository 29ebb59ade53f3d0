using System.Text;

namespace Cortex.Assistant.Instruction;

/// <summary>Makes the system instruction: who the assistant is, how much it says, what this device recognised. Pure.</summary>
public static class InstructionText
{
    private const int MostScene = 500;

    /// <summary>The instruction.</summary>
    /// <param name="who">Who the assistant is; empty: nobody in particular.</param>
    /// <param name="verbosity">How much it says.</param>
    /// <param name="scene">What this device's own detector saw last, as a sentence; null: nothing, or nobody looked.</param>
    public static string Make(string who, Verbosity verbosity, string? scene = null)
    {
        var text = new StringBuilder(who.Trim());
        Add(text, Amount(verbosity));
        if (scene?.Trim() is { Length: > 0 } seen)
        {
            Add(text, $"This device's own detector, which can be wrong and knows no distances, saw a moment before this was written: {(seen.Length > MostScene ? seen[..MostScene] : seen)} Trust the newest picture more.");
        }

        return text.ToString();
    }

    /// <summary>What one verbosity asks for.</summary>
    public static string Amount(Verbosity verbosity) => verbosity switch
    {
        Verbosity.Quiet => "Say only what was asked for, in as few words as can be: a word or a short phrase. No greeting, no offer, no comment. Text that is to be read is read whole.",
        Verbosity.Brief => "Answer briefly first: one or two short sentences, more only when asked.",
        Verbosity.Normal => "Answer in two to four sentences: what was asked first, then what helps to know about it.",
        _ => "Answer in detail: what was asked first, then everything around it that can be told, from near to far and from left to right.",
    };

    private static void Add(StringBuilder text, string more) => text.Append(text.Length > 0 ? "\n" : "").Append(more);
}
