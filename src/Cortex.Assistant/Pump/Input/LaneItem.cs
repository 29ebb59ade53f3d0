namespace Cortex.Assistant.Pump;

/// <summary>One entry of the microphone lane.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Position">Samples at 16 kHz since the start: of a chunk, its end; of a mark, the voice's start or end.</param>
/// <param name="Timestamp">When the sample at <paramref name="Position"/> was captured.</param>
/// <param name="EnteredAt">When the device handed in what made this entry: for a mark, when the detector was sure.</param>
internal readonly record struct LaneItem(LaneKind Kind, long Position, long Timestamp, long EnteredAt);
