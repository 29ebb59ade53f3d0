using System.Text;

namespace Cortex.Media.Camera;

/// <summary>Takes a line of arguments apart at its spaces, as a shell does: quotes of both kinds keep spaces together. Pure.</summary>
static class ArgumentLine
{
    public static IReadOnlyList<string> Split(string line)
    {
        var arguments = new List<string>();
        var argument = new StringBuilder();
        var (quote, isOpen) = ('\0', false);
        foreach (var c in line)
        {
            if (quote != '\0' ? c == quote : c is '"' or '\'')
            {
                (quote, isOpen) = (quote == '\0' ? c : '\0', true);
            }
            else if (quote == '\0' && char.IsWhiteSpace(c))
            {
                if (isOpen || argument.Length > 0)
                    arguments.Add(argument.ToString());
                argument.Clear();
                isOpen = false;
            }
            else
            {
                argument.Append(c);
            }
        }

        if (isOpen || argument.Length > 0)
            arguments.Add(argument.ToString());
        return arguments;
    }
}
