namespace Cortex.App.WebConsole.Events;

/// <summary>What a page may ask of the program. Any thread.</summary>
internal interface IConsoleActions
{
    /// <summary>A command of the wearer, by its name in camel case; an unknown one does nothing.</summary>
    void Order(string command);

    /// <summary>A question in writing, for whoever holds the conversation.</summary>
    /// <param name="page">Who asks, and is told where it cannot be asked; null: this machine.</param>
    /// <param name="text">The question.</param>
    Task AskAsync(string? page, string text);

    /// <summary>A setting.</summary>
    /// <param name="page">Who.</param>
    /// <param name="key">Its name.</param>
    /// <param name="value">Its value.</param>
    void Set(string page, string key, string value);

    /// <summary>A code that lets another browser in, shown to whoever asks.</summary>
    /// <param name="page">Who.</param>
    void Pair(string page);
}
