namespace Cortex.Live;

/// <summary>One write of the microphone's sound.</summary>
/// <param name="AudioUp">Sound sent by then, this one included.</param>
/// <param name="Timestamp">When the write was done, in <see cref="TimeProvider.GetTimestamp"/> units.</param>
public readonly record struct AudioWrite(TimeSpan AudioUp, long Timestamp);
