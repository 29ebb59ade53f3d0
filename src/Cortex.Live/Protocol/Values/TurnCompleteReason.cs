using System.Text.Json.Serialization;

namespace Cortex.Live.Protocol;

/// <summary>Why a turn ended other than by being finished (reference 3.1).</summary>
[JsonConverter(typeof(OpenEnumConverter<TurnCompleteReason>))]
public readonly record struct TurnCompleteReason(string Value) : IOpenEnum<TurnCompleteReason>
{
    /// <summary>The wire's <c>MALFORMED_FUNCTION_CALL</c>.</summary>
    public static TurnCompleteReason MalformedFunctionCall { get; } = new("MALFORMED_FUNCTION_CALL");

    /// <summary>The wire's <c>RESPONSE_REJECTED</c>.</summary>
    public static TurnCompleteReason ResponseRejected { get; } = new("RESPONSE_REJECTED");

    /// <summary>The wire's <c>NEED_MORE_INPUT</c>.</summary>
    public static TurnCompleteReason NeedMoreInput { get; } = new("NEED_MORE_INPUT");

    /// <summary>The wire's <c>PROHIBITED_INPUT_CONTENT</c>.</summary>
    public static TurnCompleteReason ProhibitedInputContent { get; } = new("PROHIBITED_INPUT_CONTENT");

    /// <summary>The wire's <c>IMAGE_PROHIBITED_INPUT_CONTENT</c>.</summary>
    public static TurnCompleteReason ImageProhibitedInputContent { get; } = new("IMAGE_PROHIBITED_INPUT_CONTENT");

    /// <summary>The wire's <c>INPUT_TEXT_CONTAIN_PROMINENT_PERSON_PROHIBITED</c>.</summary>
    public static TurnCompleteReason InputTextContainProminentPersonProhibited { get; } = new("INPUT_TEXT_CONTAIN_PROMINENT_PERSON_PROHIBITED");

    /// <summary>The wire's <c>INPUT_IMAGE_CELEBRITY</c>.</summary>
    public static TurnCompleteReason InputImageCelebrity { get; } = new("INPUT_IMAGE_CELEBRITY");

    /// <summary>The wire's <c>INPUT_IMAGE_PHOTO_REALISTIC_CHILD_PROHIBITED</c>.</summary>
    public static TurnCompleteReason InputImagePhotoRealisticChildProhibited { get; } = new("INPUT_IMAGE_PHOTO_REALISTIC_CHILD_PROHIBITED");

    /// <summary>The wire's <c>INPUT_TEXT_NCII_PROHIBITED</c>.</summary>
    public static TurnCompleteReason InputTextNciiProhibited { get; } = new("INPUT_TEXT_NCII_PROHIBITED");

    /// <summary>The wire's <c>INPUT_OTHER</c>.</summary>
    public static TurnCompleteReason InputOther { get; } = new("INPUT_OTHER");

    /// <summary>The wire's <c>INPUT_IP_PROHIBITED</c>.</summary>
    public static TurnCompleteReason InputIpProhibited { get; } = new("INPUT_IP_PROHIBITED");

    /// <summary>The wire's <c>BLOCKLIST</c>.</summary>
    public static TurnCompleteReason Blocklist { get; } = new("BLOCKLIST");

    /// <summary>The wire's <c>UNSAFE_PROMPT_FOR_IMAGE_GENERATION</c>.</summary>
    public static TurnCompleteReason UnsafePromptForImageGeneration { get; } = new("UNSAFE_PROMPT_FOR_IMAGE_GENERATION");

    /// <summary>The wire's <c>GENERATED_IMAGE_SAFETY</c>.</summary>
    public static TurnCompleteReason GeneratedImageSafety { get; } = new("GENERATED_IMAGE_SAFETY");

    /// <summary>The wire's <c>GENERATED_CONTENT_SAFETY</c>.</summary>
    public static TurnCompleteReason GeneratedContentSafety { get; } = new("GENERATED_CONTENT_SAFETY");

    /// <summary>The wire's <c>GENERATED_AUDIO_SAFETY</c>.</summary>
    public static TurnCompleteReason GeneratedAudioSafety { get; } = new("GENERATED_AUDIO_SAFETY");

    /// <summary>The wire's <c>GENERATED_VIDEO_SAFETY</c>.</summary>
    public static TurnCompleteReason GeneratedVideoSafety { get; } = new("GENERATED_VIDEO_SAFETY");

    /// <summary>The wire's <c>GENERATED_CONTENT_PROHIBITED</c>.</summary>
    public static TurnCompleteReason GeneratedContentProhibited { get; } = new("GENERATED_CONTENT_PROHIBITED");

    /// <summary>The wire's <c>GENERATED_CONTENT_BLOCKLIST</c>.</summary>
    public static TurnCompleteReason GeneratedContentBlocklist { get; } = new("GENERATED_CONTENT_BLOCKLIST");

    /// <summary>The wire's <c>GENERATED_IMAGE_PROHIBITED</c>.</summary>
    public static TurnCompleteReason GeneratedImageProhibited { get; } = new("GENERATED_IMAGE_PROHIBITED");

    /// <summary>The wire's <c>GENERATED_IMAGE_CELEBRITY</c>.</summary>
    public static TurnCompleteReason GeneratedImageCelebrity { get; } = new("GENERATED_IMAGE_CELEBRITY");

    /// <summary>The wire's <c>GENERATED_IMAGE_PROMINENT_PEOPLE_DETECTED_BY_REWRITER</c>.</summary>
    public static TurnCompleteReason GeneratedImageProminentPeopleDetectedByRewriter { get; } = new("GENERATED_IMAGE_PROMINENT_PEOPLE_DETECTED_BY_REWRITER");

    /// <summary>The wire's <c>GENERATED_IMAGE_IDENTIFIABLE_PEOPLE</c>.</summary>
    public static TurnCompleteReason GeneratedImageIdentifiablePeople { get; } = new("GENERATED_IMAGE_IDENTIFIABLE_PEOPLE");

    /// <summary>The wire's <c>GENERATED_IMAGE_MINORS</c>.</summary>
    public static TurnCompleteReason GeneratedImageMinors { get; } = new("GENERATED_IMAGE_MINORS");

    /// <summary>The wire's <c>OUTPUT_IMAGE_IP_PROHIBITED</c>.</summary>
    public static TurnCompleteReason OutputImageIpProhibited { get; } = new("OUTPUT_IMAGE_IP_PROHIBITED");

    /// <summary>The wire's <c>GENERATED_OTHER</c>.</summary>
    public static TurnCompleteReason GeneratedOther { get; } = new("GENERATED_OTHER");

    /// <summary>The wire's <c>MAX_REGENERATION_REACHED</c>.</summary>
    public static TurnCompleteReason MaxRegenerationReached { get; } = new("MAX_REGENERATION_REACHED");

    /// <inheritdoc />
    public static TurnCompleteReason From(string value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value;
}
