namespace Cortex.Live;

/// <summary>Why a connection ended, as a value: who, the code, the words, and what it means.</summary>
/// <param name="Side">Who ended it.</param>
/// <param name="Code">The WebSocket close code; 1006 where there was no close frame.</param>
/// <param name="Text">The peer's words, at most 123 bytes on the wire; may be empty.</param>
/// <param name="Class">What it means.</param>
public sealed record CloseReason(CloseSide Side, int Code, string Text, CloseClass Class)
{
    /// <summary>We closed it because the conversation is over.</summary>
    public static CloseReason Done { get; } = new(CloseSide.Client, 1000, "", CloseClass.Clean);

    /// <summary>True where trying the same again is useless.</summary>
    public bool IsFatal => Class is CloseClass.RefusedSetup;

    /// <inheritdoc />
    public override string ToString() => Text.Length > 0 ? $"{Code} {Text} ({Side}, {Class})" : $"{Code} ({Side}, {Class})";
}
