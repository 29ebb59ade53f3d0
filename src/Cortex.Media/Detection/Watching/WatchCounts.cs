namespace Cortex.Media.Detection;

/// <summary>What a watch has done so far: a snapshot.</summary>
/// <param name="Looks">Pictures it looked at.</param>
/// <param name="Faults">Pictures it could not look at.</param>
/// <param name="Outside">Scenes that came from outside.</param>
/// <param name="Refused">Scenes from outside that were not fit to be used.</param>
/// <param name="Took">What a look takes.</param>
/// <param name="Period">Between two looks while it watches.</param>
public readonly record struct WatchCounts(long Looks, long Faults, long Outside, long Refused, TimeSpan Took, TimeSpan Period);
