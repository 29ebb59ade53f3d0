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

    /// <summary>The model takes a schedule with a tool's answer.</summary>
    public bool TakesScheduling { get; init; } = true;

    /// <summary>The model takes contents after the session's start.</summary>
    public bool TakesContents { get; init; } = true;

    /// <summary>What to tell the user when <see cref="Fit"/> finds no way.</summary>
    public string ContentRefusal => $"{Setup.Model} takes no contents in the middle of a session; send text or a frame as realtime input";

    public static SessionPlan For(Setup setup, ConversationHistory history, LiveOptions options)
    {
        if (string.IsNullOrWhiteSpace(setup.Model))
        {
            throw new ArgumentException("the setup names no model", nameof(setup));
        }

        return new SessionPlan { Setup = setup, Warnings = [], Seed = [] };
    }

    /// <summary>The setup to send, with a handle to resume with or without.</summary>
    public Setup SetupWith(string? handle) => Setup;

    /// <summary>The same media in the form that every model hears.</summary>
    public static RealtimeInput Modern(MediaBytes media) => media.MimeType.StartsWith("audio/", StringComparison.OrdinalIgnoreCase)
        ? new RealtimeInput { Audio = media }
        : new RealtimeInput { Video = media };

    /// <summary>The content as the model takes it in the middle of a session; null: it does not.</summary>
    public ClientMessage? Fit(ClientContent content) => TakesContents ? content
        : content is { TurnComplete: true, Turns: [{ Role: null or "user", Parts: var parts }] } && parts.All(static part => part.Text is not null)
            ? new RealtimeInput { Text = string.Concat(parts.Select(static part => part.Text)) }
            : null;
}
