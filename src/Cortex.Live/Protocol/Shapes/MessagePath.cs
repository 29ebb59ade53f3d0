using System.Globalization;
using System.Text;

namespace Cortex.Live.Protocol;

/// <summary>Where a reader is in a message; costs nothing until somebody asks.</summary>
sealed class MessagePath
{
    readonly List<(string? Name, int Index)> _steps = [];

    public void Clear() => _steps.Clear();

    public void EnterField(string name) => _steps.Add((name, 0));

    public void EnterItem(int index) => _steps.Add((null, index));

    public void Leave() => _steps.RemoveAt(_steps.Count - 1);

    /// <summary>As the API writes it: <c>setup.tools[0].function_declarations[1].name</c>; empty at the root.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (name, index) in _steps)
        {
            if (name is null)
            {
                text.Append(CultureInfo.InvariantCulture, $"[{index}]");
            }
            else
            {
                text.Append(text.Length > 0 ? "." : "").Append(name);
            }
        }

        return text.ToString();
    }
}
