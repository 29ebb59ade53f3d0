namespace Cortex.Live.Protocol;

/// <summary>Tokens of one modality (reference 3.2).</summary>
public sealed class ModalityTokenCount
{
    /// <summary>Which.</summary>
    public Modality Modality { get; init; }

    /// <summary>How many.</summary>
    public int TokenCount { get; init; }
}
