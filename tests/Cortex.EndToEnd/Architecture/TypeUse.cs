namespace Cortex.EndToEnd.Architecture;

/// <summary>A type of another assembly that an assembly uses.</summary>
sealed record TypeUse(string Assembly, string Namespace, string Name);
