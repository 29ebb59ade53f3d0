using Cortex.Live.Protocol;

namespace Cortex.Engines.Http;

/// <summary>Adds up what an answer cost: the model's tokens, which each slice tells anew, and those of every spoken sentence. Not thread-safe.</summary>
internal sealed class AnswerTally
{
    private readonly List<GenerateReply.Usage> _speeches = [];
    private GenerateReply.Usage? _words;

    /// <summary>The model's count so far; a later one holds the earlier ones.</summary>
    public void Words(GenerateReply.Usage? usage) => _words = usage ?? _words;

    /// <summary>A sentence was spoken.</summary>
    public void Speech(GenerateReply.Usage? usage)
    {
        if (usage is not null)
        {
            _speeches.Add(usage);
        }
    }

    /// <summary>All of it in the names of a Live conversation; null: nobody counted.</summary>
    public UsageMetadata? Total
    {
        get
        {
            GenerateReply.Usage[] all = _words is { } words ? [words, .. _speeches] : [.. _speeches];
            return all.Length == 0 ? null : new UsageMetadata
            {
                PromptTokenCount = Sum(all.Select(static usage => usage.PromptTokenCount)),
                CachedContentTokenCount = Sum(all.Select(static usage => usage.CachedContentTokenCount)),
                ResponseTokenCount = Sum(all.Select(static usage => usage.CandidatesTokenCount)),
                ThoughtsTokenCount = Sum(all.Select(static usage => usage.ThoughtsTokenCount)),
                ToolUsePromptTokenCount = Sum(all.Select(static usage => usage.ToolUsePromptTokenCount)),
                TotalTokenCount = Sum(all.Select(static usage => usage.TotalTokenCount)),
                PromptTokensDetails = Details(all, static usage => usage.PromptTokensDetails),
                ResponseTokensDetails = Details(all, static usage => usage.CandidatesTokensDetails),
            };
        }
    }

    private static List<ModalityTokenCount>? Details(
        IEnumerable<GenerateReply.Usage> all, Func<GenerateReply.Usage, IReadOnlyList<GenerateReply.Count?>?> details)
    {
        var counts = all.SelectMany(usage => details(usage) ?? [])
            .OfType<GenerateReply.Count>()
            .Where(static count => count.Modality is not null)
            .GroupBy(static count => count.Modality!)
            .Select(static group => new ModalityTokenCount { Modality = Modality.From(group.Key), TokenCount = Sum(group.Select(static count => count.TokenCount)) })
            .ToList();
        return counts.Count > 0 ? counts : null;
    }

    // What a server counts must never cost the answer.
    private static int Sum(IEnumerable<int> counts) => (int)Math.Clamp(counts.Sum(static count => (long)count), int.MinValue, int.MaxValue);
}
