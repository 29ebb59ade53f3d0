using Cortex.Live.Protocol;

namespace Cortex.Engines.Budget;

/// <summary>
/// What tokens cost, for a million each, in whatever currency. What the details of a response do not tell apart is counted as text
/// (reference 3.2: details need not add up). Pure.
/// </summary>
public sealed record PriceTable
{
    private const decimal Million = 1_000_000;

    /// <summary>Text in, and whatever is not named otherwise.</summary>
    public required decimal TextIn { get; init; }

    /// <summary>Sound in.</summary>
    /// <value>Null: as <see cref="TextIn"/>.</value>
    public decimal? AudioIn { get; init; }

    /// <summary>Pictures and video in.</summary>
    /// <value>Null: as <see cref="TextIn"/>.</value>
    public decimal? ImageIn { get; init; }

    /// <summary>Text out, and whatever is not named otherwise.</summary>
    public required decimal TextOut { get; init; }

    /// <summary>Sound out.</summary>
    /// <value>Null: as <see cref="TextOut"/>.</value>
    public decimal? AudioOut { get; init; }

    /// <summary>Thinking, which the server's total leaves out.</summary>
    /// <value>Null: as <see cref="TextOut"/>.</value>
    public decimal? Thinking { get; init; }

    /// <summary>The cost of one response. Its prompt is the whole context, and is paid anew each time.</summary>
    public decimal CostOf(UsageMetadata usage)
    {
        ArgumentNullException.ThrowIfNull(usage);
        return (In(usage.PromptTokenCount, usage.PromptTokensDetails)
            + In(usage.ToolUsePromptTokenCount, usage.ToolUsePromptTokensDetails)
            + Out(usage.ResponseTokenCount, usage.ResponseTokensDetails)
            + (Whole(usage.ThoughtsTokenCount) * (Thinking ?? TextOut))) / Million;
    }

    private decimal In(int total, IReadOnlyList<ModalityTokenCount>? details) => Sum(total, details, TextIn, modality =>
        modality == Modality.Audio ? AudioIn : modality == Modality.Image || modality == Modality.Video ? ImageIn : null);

    private decimal Out(int total, IReadOnlyList<ModalityTokenCount>? details) =>
        Sum(total, details, TextOut, modality => modality == Modality.Audio ? AudioOut : null);

    private static decimal Sum(int total, IReadOnlyList<ModalityTokenCount>? details, decimal plain, Func<Modality, decimal?> price)
    {
        decimal cost = 0;
        decimal named = 0;
        foreach (var detail in details ?? [])
        {
            named += Whole(detail.TokenCount);
            cost += Whole(detail.TokenCount) * (price(detail.Modality) ?? plain);
        }

        return cost + (Math.Max(0, Whole(total) - named) * plain);
    }

    // A server that counts backwards gives nothing back.
    private static decimal Whole(int tokens) => Math.Max(0, tokens);
}
