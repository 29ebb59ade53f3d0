namespace Cortex.App.WebConsole.Messages;

/// <summary>What kind of message it is, before anything else of it is read.</summary>
internal sealed record PageMessageHead
{
    /// <summary>As in <see cref="PageMessage.Type"/>.</summary>
    public string? Type { get; init; }
}
