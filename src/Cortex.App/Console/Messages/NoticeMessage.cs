namespace Cortex.App.WebConsole.Messages;

/// <summary>Something the wearer or a helper should know.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Words">One sentence.</param>
/// <param name="Level">info, warning or error.</param>
internal sealed record NoticeMessage(string Kind, string Words, string Level) : ConsoleMessage
{
    public override string Type => "notice";
}
