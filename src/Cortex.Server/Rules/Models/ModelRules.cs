namespace Cortex.Server.Rules;

/// <summary>What one Live model accepts and how it behaves: the server's own table, never the client's (reference 2, 5, 11.12).</summary>
internal sealed record ModelRules
{
    /// <summary>The id, without prefix.</summary>
    public required string Id { get; init; }

    /// <summary>For people, in the model list.</summary>
    public required string DisplayName { get; init; }

    /// <summary>Where it is served.</summary>
    public Platforms Platforms { get; init; } = Platforms.Developer;

    /// <summary><c>AUDIO</c> or <c>TEXT</c>: the one modality it answers in.</summary>
    public string Modality { get; init; } = "AUDIO";

    /// <summary>The words for another modality are those of the older native-audio models.</summary>
    public bool IsOldNativeAudio { get; init; }

    /// <summary>What it says to <c>thinkingConfig</c>.</summary>
    public ThinkingRule Thinking { get; init; }

    /// <summary>What it says to <c>behavior</c> of functions.</summary>
    public CallRule Calls { get; init; }

    /// <summary>Takes <c>scheduling</c> and <c>willContinue</c> in tool answers.</summary>
    public bool TakesScheduling { get; init; }

    /// <summary>Knows <c>proactivity</c> and <c>enableAffectiveDialog</c> on v1alpha and Vertex.</summary>
    public bool TakesAffective { get; init; }

    /// <summary>Refuses language codes outside <see cref="Languages.NativeAudio"/>.</summary>
    public bool ChecksLanguage { get; init; }

    /// <summary>Runs code and opens addresses.</summary>
    public bool TakesCodeAndUrls { get; init; }

    /// <summary>Takes <c>clientContent</c> after the beginning; otherwise only as initial history.</summary>
    public bool TakesContentAnyTime { get; init; } = true;

    /// <summary>Wants <c>user</c> or <c>model</c> written in every content.</summary>
    public bool WantsRoles { get; init; }

    /// <summary>Ignores sound that comes as <c>mediaChunks</c>.</summary>
    public bool IgnoresAudioChunks { get; init; }

    /// <summary>Sends <c>{}</c> between content messages.</summary>
    public bool SendsEmptyMessages { get; init; }

    /// <summary>Sends <c>voiceActivity</c>.</summary>
    public bool SendsVoiceActivity { get; init; }

    /// <summary>Ends its wire turn at a tool call and speaks in a new one.</summary>
    public bool EndsTurnAtCall { get; init; }

    /// <summary>Says with every <c>turnComplete</c> whether the request is finished.</summary>
    public bool SendsInteractionStatus { get; init; }

    /// <summary>Seconds of sound sent in a second.</summary>
    public double Pace { get; init; } = 1.5;

    /// <summary>Tokens of its context.</summary>
    public int ContextTokens { get; init; } = 131_072;
}
