namespace Cortex.Live;

/// <summary>The wearer gave an order that whoever holds the devices carries out: silence, volume, the camera, a cue.</summary>
/// <param name="Command">Its name in camelCase: <c>stop</c>, <c>cameraOff</c>, <c>areYouThere</c>.</param>
/// <param name="Source">How it was given: <c>voice</c>, <c>text</c>, <c>key</c>, <c>button</c>, <c>console</c>, <c>tool</c>, or <c>battery</c>: by a battery that runs low.</param>
public sealed record Ordered(string Command, string Source) : Notice;
