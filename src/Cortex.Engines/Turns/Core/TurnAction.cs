using Cortex.Live;
using Cortex.Live.Protocol;

namespace Cortex.Engines.Turns;

/// <summary>One thing the core wants done; which fields are set depends on the kind.</summary>
internal readonly record struct TurnAction(TurnActionKind Kind)
{
    /// <summary>The wearer's turn it belongs to.</summary>
    public int Turn { get; init; }

    public ServerMessage? Message { get; init; }

    public ReadOnlyMemory<byte> Sound { get; init; }

    public Notice? Notice { get; init; }

    public Inquiry? Inquiry { get; init; }

    /// <summary>The number of the asking; one inquiry is asked again with the answers of its tools.</summary>
    public int Asking { get; init; }

    public CloseReason? Reason { get; init; }
}
