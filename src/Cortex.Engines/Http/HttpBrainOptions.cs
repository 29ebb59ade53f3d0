using Cortex.Live.Connection;

namespace Cortex.Engines.Http;

/// <summary>Where and how an <see cref="HttpBrain"/> asks.</summary>
public sealed record HttpBrainOptions
{
    /// <summary>A base address (http or https; ws and wss are taken as their like).</summary>
    /// <value>Google's.</value>
    public Uri Endpoint { get; init; } = new("https://generativelanguage.googleapis.com");

    /// <summary>The API's version.</summary>
    /// <value><c>v1beta</c></value>
    public string ApiVersion { get; init; } = "v1beta";

    /// <summary>The model that answers.</summary>
    /// <value><c>gemini-3.8-flash</c></value>
    public string Model { get; init; } = "gemini-3.8-flash";

    /// <summary>The model that speaks; null: the voice of this device speaks.</summary>
    /// <value><c>gemini-3.8-flash-tts</c></value>
    public string? SpeechModel { get; init; } = "gemini-3.8-flash-tts";

    /// <summary>The voice of <see cref="SpeechModel"/> where the setup names none.</summary>
    /// <value><c>Kore</c></value>
    public string Voice { get; init; } = "Kore";

    /// <summary>Asked at every request.</summary>
    /// <value>The environment's key.</value>
    public ICredentialSource Credentials { get; init; } = new EnvironmentCredentials();

    /// <summary>How long a connection may take.</summary>
    /// <value>5 s</value>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long the next piece of an answer may take, the first one too.</summary>
    /// <value>12 s</value>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromSeconds(12);

    /// <summary>How long a sentence may take to be spoken by <see cref="SpeechModel"/>; then this device's voice speaks it.</summary>
    /// <value>8 s</value>
    public TimeSpan SpeechTimeout { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>How often a request is repeated after a failure that may pass.</summary>
    /// <value>2</value>
    public int Retries { get; init; } = 2;

    /// <summary>
    /// The longest wait before a repetition. A server that asks for more is not asked again: the wearer waits, and a lower rung
    /// answers at once.
    /// </summary>
    /// <value>4 s</value>
    public TimeSpan LongestRetryWait { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>How long <see cref="SpeechModel"/> is left alone after it failed.</summary>
    /// <value>1 minute</value>
    public TimeSpan SpeechPause { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Sentences being spoken at the same time, so that the second is ready when the first ends.</summary>
    /// <value>2</value>
    public int SentencesAhead { get; init; } = 2;

    /// <summary>All faults of these options, each one sentence; none: they are good.</summary>
    public IReadOnlyList<string> Faults()
    {
        List<string> faults = [];
        if (!Endpoint.IsAbsoluteUri || Endpoint.Scheme is not ("http" or "https" or "ws" or "wss"))
        {
            faults.Add("the endpoint must be an absolute http or https address, for example http://127.0.0.1:9090");
        }

        foreach (var (name, value) in new[] { (nameof(ApiVersion), ApiVersion), (nameof(Model), Model), (nameof(SpeechModel), SpeechModel ?? "-") })
        {
            if (string.IsNullOrWhiteSpace(value) || !value.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_' or '/'))
            {
                faults.Add($"{name} is '{value}'; it must be a plain name");
            }
        }

        foreach (var (name, value) in new[]
        {
            (nameof(ConnectTimeout), ConnectTimeout), (nameof(AnswerTimeout), AnswerTimeout), (nameof(SpeechTimeout), SpeechTimeout),
            (nameof(LongestRetryWait), LongestRetryWait), (nameof(SpeechPause), SpeechPause),
        })
        {
            if (value <= TimeSpan.Zero || value > TimeSpan.FromHours(1))
            {
                faults.Add($"{name} is {value}; it must be more than nothing and at most an hour");
            }
        }

        if (Retries is < 0 or > 10)
        {
            faults.Add($"{nameof(Retries)} is {Retries}; it must be between 0 and 10");
        }

        if (SentencesAhead is < 1 or > 8)
        {
            faults.Add($"{nameof(SentencesAhead)} is {SentencesAhead}; it must be between 1 and 8");
        }

        return faults;
    }
}
