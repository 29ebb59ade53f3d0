namespace Cortex.Assistant.Routing;

/// <summary>Who answers a question.</summary>
/// <param name="Layer">1: this device, from what it recognises; 2: the model; 3: a guide; 0: nobody, it asks nothing.</param>
/// <param name="Reason">Why, for the log.</param>
public readonly record struct Route(int Layer, string Reason);
