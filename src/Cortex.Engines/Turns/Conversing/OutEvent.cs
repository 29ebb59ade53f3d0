using Cortex.Live;
using Cortex.Live.Protocol;

namespace Cortex.Engines.Turns;

/// <summary>An event on its way to the reader: a message, a notice or sound.</summary>
internal readonly record struct OutEvent(
    ServerMessage? Message, Notice? Notice, ReadOnlyMemory<byte> Sound, long Timestamp, int Turn);
