namespace Cortex.Media.Detection;

/// <summary>The things that were recognised in one picture, or are known from the last few.</summary>
/// <param name="Objects">The things, in any order; those that were not recognised are not among them.</param>
/// <param name="SeenAt">When that picture was captured, in <see cref="TimeProvider.GetTimestamp"/> units; 0 where unknown.</param>
public sealed record Scene(IReadOnlyList<SceneObject> Objects, long SeenAt);
