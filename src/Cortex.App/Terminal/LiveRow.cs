namespace Cortex.App.Terminal;

/// <summary>The row of a terminal that is drawn over and over: who writes below it must take it away first.</summary>
internal static class LiveRow
{
    private const string Erase = "\r\e[2K";
    private static volatile bool _isShown;

    /// <summary>What goes before a line on standard error, so that it does not stand behind the row; empty where there is none.</summary>
    public static string Before => _isShown && !Console.IsErrorRedirected ? Erase : "";

    /// <summary>The row is there from now on, or no longer.</summary>
    public static void Show(bool isShown) => _isShown = isShown;
}
