using Cortex.Media.Frames;

namespace Cortex.Engines.Offline;

/// <summary>What a question asks for.</summary>
/// <param name="Topic">What it is about.</param>
/// <param name="Side">The side it is limited to, or null.</param>
readonly record struct Request(Topic Topic, Side? Side = null);
