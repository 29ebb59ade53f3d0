namespace Cortex.Media.Voices;

/// <summary>Turns words into sound on this device.</summary>
public interface IVoice
{
    /// <summary>Which voice, for people.</summary>
    string Name { get; }

    /// <summary>False where it can only sound a cue in place of words; <see cref="Advice"/> then says what to install.</summary>
    bool CanSpeak { get; }

    /// <summary>One line on what is missing, or null.</summary>
    string? Advice { get; }

    /// <summary>Speaks.</summary>
    /// <param name="text">One or a few sentences.</param>
    /// <param name="language">BCP-47, or null for the default.</param>
    /// <param name="cancellationToken">Stops speaking.</param>
    /// <returns>PCM, 24 kHz, mono, 16 bits little-endian; yours to keep.</returns>
    Task<ReadOnlyMemory<byte>> SpeakAsync(string text, string? language, CancellationToken cancellationToken);
}
