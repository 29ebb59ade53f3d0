using System.Collections.Frozen;

namespace Cortex.Engines.Tools;

/// <summary>
/// Words that are no agreement, as whole words, in some languages. A wrong guess only asks again, so the list is short and needs no grammar.
/// </summary>
internal static class Refusals
{
    private static readonly FrozenSet<string> Words = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "no", "nope", "not", "don't", "dont", "never", "stop", "cancel", "wait", "nie", "nein", "nicht", "non", "não", "nao", "nej", "nee", "ne", "нет", "ні", "ei", "hayır");

    /// <summary>One of them is there.</summary>
    public static bool IsIn(string heard)
    {
        var start = -1;
        for (var i = 0; i <= heard.Length; i++)
        {
            var isLetter = i < heard.Length && (char.IsLetter(heard[i]) || heard[i] is '\'' or '’');
            if (isLetter)
            {
                start = start < 0 ? i : start;
            }
            else if (start >= 0)
            {
                if (Words.Contains(heard[start..i].Replace('’', '\'')))
                {
                    return true;
                }

                start = -1;
            }
        }

        return false;
    }
}
