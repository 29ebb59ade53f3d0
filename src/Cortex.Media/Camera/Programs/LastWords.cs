using System.Text;

namespace Cortex.Media.Camera;

/// <summary>Keeps the end of what a program says on its standard error.</summary>
sealed class LastWords
{
    const int Kept = 2_000;

    readonly StringBuilder _text = new();

    /// <summary>Listens until the program closes it.</summary>
    public async Task ListenAsync(TextReader reader)
    {
        var buffer = new char[1_024];
        try
        {
            while (await reader.ReadAsync(buffer.AsMemory()).ConfigureAwait(false) is > 0 and var count)
            {
                lock (_text)
                {
                    _text.Append(buffer, 0, count);
                    _text.Remove(0, Math.Max(0, _text.Length - Kept));
                }
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // The program is gone; what it said so far stays.
        }
    }

    /// <summary>Its last line that says anything, or null.</summary>
    public string? LastLine()
    {
        lock (_text)
        {
            return _text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault();
        }
    }
}
