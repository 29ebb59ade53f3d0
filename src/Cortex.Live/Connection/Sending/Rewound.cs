namespace Cortex.Live.Connection;

/// <summary>What goes again to a new connection.</summary>
/// <param name="Sound">Sound that the old one had been sent.</param>
/// <param name="Texts">Texts of the same kind.</param>
/// <param name="Forgotten">Sound of the open utterance that the old one had been sent and that was not kept.</param>
internal readonly record struct Rewound(TimeSpan Sound, int Texts, TimeSpan Forgotten);
