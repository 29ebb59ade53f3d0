namespace Cortex.App.WebConsole.Messages;

/// <summary>Bytes between this machine and what answers, of this conversation.</summary>
/// <param name="UpBytes">Sent.</param>
/// <param name="DownBytes">Received.</param>
/// <param name="UpBytesPerSecond">In the last second.</param>
/// <param name="DownBytesPerSecond">In the last second.</param>
internal sealed record WireMessage(long UpBytes, long DownBytes, double UpBytesPerSecond, double DownBytesPerSecond) : ConsoleMessage
{
    public override string Type => "wire";
}
