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

    /// <summary>The server hears the user itself: activity marks stay here.</summary>
    public bool ServerDetects => Setup.RealtimeInputConfig?.AutomaticActivityDetection?.Disabled is not true;

    /// <summary>What its model accepts.</summary>
    public required ModelCapabilities Model { get; init; }

    /// <summary>What to tell the user when <see cref="Fit"/> finds no way.</summary>
    public string ContentRefusal => $"{Setup.Model} takes no contents in the middle of a session; send text or a frame as realtime input";

    /// <summary>Makes the plan.</summary>
    /// <exception cref="ArgumentException">The setup names no model.</exception>
    public static SessionPlan For(Setup setup, string apiVersion, SessionPolicy policy)
    {
        if (string.IsNullOrWhiteSpace(setup.Model))
        {
            throw new ArgumentException("the setup names no model", nameof(setup));
        }

        var filtered = SetupFilter.Apply(
            new Setup(setup)
            {
                SessionResumption = setup.SessionResumption ?? (policy.Resumes ? new SessionResumptionConfig() : null),
                ContextWindowCompression = setup.ContextWindowCompression ?? (policy.Compresses ? new() { SlidingWindow = new() } : null),
            },
            apiVersion);
        return new SessionPlan
        {
            Setup = filtered.Setup,
            Model = ModelCatalog.Find(setup.Model),
            Warnings = [.. filtered.LeftOut, .. filtered.Added, .. filtered.Warnings],
        };
    }

    /// <summary>The plan with another setup; on resumption everything but the model may change, and who marks the turns is not changed under way.</summary>
    public SessionPlan With(Setup setup, string apiVersion, SessionPolicy policy) => For(
        new Setup(setup)
        {
            Model = Setup.Model,
            RealtimeInputConfig = Setup.RealtimeInputConfig,
            SessionResumption = Setup.SessionResumption,
            ContextWindowCompression = Setup.ContextWindowCompression,
        },
        apiVersion,
        policy);

    /// <summary>The history as a fresh session with this model takes it.</summary>
    public HistorySeed Seed(ConversationHistory history, int mostCharacters) =>
        HistorySeed.For(history, Model, ModelCatalog.IsVertex(Setup.Model), mostCharacters);

    /// <summary>The setup to send, in full.</summary>
    /// <param name="handle">To resume with, or null.</param>
    /// <param name="announcesHistory">History follows before anything else.</param>
    public Setup SetupWith(string? handle, bool announcesHistory) => new(Setup)
    {
        SessionResumption = handle is null && Setup.SessionResumption is null ? null : (Setup.SessionResumption ?? new()) with { Handle = handle },
        HistoryConfig = announcesHistory ? HistorySeed.Announcement : Setup.HistoryConfig,
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
