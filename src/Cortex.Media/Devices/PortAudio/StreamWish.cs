namespace Cortex.Media.Devices;

/// <summary>A stream as it is asked for: 16-bit samples, in or out.</summary>
internal readonly record struct StreamWish(int Device, bool IsInput, int Channels, int RateHz, int PeriodFrames, double LatencySeconds);
