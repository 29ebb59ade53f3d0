namespace Cortex.App.Models;

/// <summary>A model of the service that holds live conversations.</summary>
/// <param name="Id">Without prefix.</param>
/// <param name="Name">For people.</param>
/// <param name="ContextTokens">What it can hold.</param>
internal sealed record LiveModel(string Id, string Name, long ContextTokens);
