using System.Text;

namespace Cortex.App.Terminal;

/// <summary>Words under words, whatever the width.</summary>
internal static class WordWrap
{
    /// <summary>Plain lines that fit.</summary>
    /// <param name="words">Whatever somebody said; what a terminal must not get is taken out.</param>
    /// <param name="width">Of a line; a longer word is broken.</param>
    public static IEnumerable<string> Lines(string words, int width)
    {
        width = Math.Max(1, width);
        var line = new StringBuilder();
        foreach (var word in PlainWords.Of(words).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line.ToString();
                line.Clear();
            }

            line.Append(line.Length > 0 ? " " : "").Append(word);
            while (line.Length > width)
            {
                yield return line.ToString(0, width);
                line.Remove(0, width);
            }
        }

        if (line.Length > 0)
        {
            yield return line.ToString();
        }
    }
}
