using Cortex.Live.Models;
using Cortex.Live.Protocol;

namespace Cortex.Live.Session;

/// <summary>How a session will go about it, decided once when it is opened, by what its model accepts. Pure.</summary>
internal sealed record SessionPlan
{
    /// <summary>What is sent first.</summary>
    public required Setup Setup { get; init; }

    /// <summary>What is not as asked for, each one sentence.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>What was said before, as the model takes it; empty: nothing, or no way.</summary>
    public required IReadOnlyList<ClientMessage> Seed { get; init; }

    /// <summary>The server hears the user itself: activity marks stay here.</summary>
    public bool ServerDetects => Setup.RealtimeInputConfig?.AutomaticActivityDetection?.Disabled is not true;

    /// <summary>What its model accepts.</summary>
    public required ModelCapabilities Model { get; init; }

    /// <summary>What to tell the user when <see cref="Fit"/> finds no way.</summary>
    public string ContentRefusal => $"{Setup.Model} takes no contents in the middle of a session; send text or a frame as realtime input";

    /// <summary>Makes the plan.</summary>
    /// <exception cref="ArgumentException">The setup names no model.</exception>
    public static SessionPlan For(Setup setup, ConversationHistory history, string apiVersion)
    {
        if (string.IsNullOrWhiteSpace(setup.Model))
        {
            throw new ArgumentException("the setup names no model", nameof(setup));
        }

        var model = ModelCatalog.Find(setup.Model);
        var seed = HistorySeed.For(history, model, ModelCatalog.IsVertex(setup.Model));
        var filtered = SetupFilter.Apply(seed.Announced ? new Setup(setup) { HistoryConfig = HistorySeed.Announcement } : setup, apiVersion);
        return new SessionPlan
        {
            Setup = filtered.Setup,
            Model = model,
            Warnings = [.. filtered.LeftOut, .. filtered.Added, .. filtered.Warnings],
            Seed = seed.Messages,
        };
    }

    /// <summary>The setup to send, resuming with a handle or not.</summary>
    public Setup SetupWith(string? handle) => Setup.SessionResumption?.Handle == handle ? Setup : new Setup(Setup)
    {
        SessionResumption = (Setup.SessionResumption ?? new SessionResumptionConfig()) with { Handle = handle },
    };

    /// <summary>The same media in the form that every model hears.</summary>
    public static RealtimeInput Modern(MediaBytes media) => media.MimeType.StartsWith("audio/", StringComparison.OrdinalIgnoreCase)
        ? new RealtimeInput { Audio = media }
        : new RealtimeInput { Video = media };

    /// <summary>The content as the model takes it in the middle of a session; null: it does not.</summary>
    public ClientMessage? Fit(ClientContent content) => Model.Seeding.MidSession ? content
        : content is { TurnComplete: true, Turns: [{ Role: null or "user", Parts: var parts }] } && parts.All(static part => part.Text is not null)
            ? new RealtimeInput { Text = string.Concat(parts.Select(static part => part.Text)) }
            : null;
}
