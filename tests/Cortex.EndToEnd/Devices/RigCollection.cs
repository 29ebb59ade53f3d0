using Cortex.Testing;

namespace Cortex.EndToEnd.Devices;

/// <summary>Sound is measured while nothing else runs in this process.</summary>
[CollectionDefinition(AcousticRig.Alone, DisableParallelization = true)]
public sealed class RigCollection;
