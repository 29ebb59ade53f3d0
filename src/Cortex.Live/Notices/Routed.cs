namespace Cortex.Live;

/// <summary>It was decided who answers a question.</summary>
/// <param name="Text">The question.</param>
/// <param name="Layer">1: this device, from what it recognises; 2: the model; 3: a guide; 0: nobody, it asks nothing.</param>
/// <param name="Reason">A few words for the log.</param>
public sealed record Routed(string Text, int Layer, string Reason) : Notice;
