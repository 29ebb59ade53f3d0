using System.Globalization;
using Cortex.Live.Protocol;

namespace Cortex.Server.Rules;

/// <summary>
/// Every text the server closes with, in one place. Those marked [U] are not in the reference word for word; docs/protocol.md
/// lists them.
/// </summary>
internal static class Refusals
{
    public static Refusal SetupFirst { get; } = new(1007, "setup must be the first message and only the first");

    public static Refusal InvalidArgument { get; } = new(1007, "Request contains an invalid argument.");

    public static Refusal ExplicitActivity { get; } =
        new(1007, "Explicit activity control is not supported when automatic activity detection is enabled.");

    public static Refusal NonAudioRequest { get; } = new(1007, "Cannot extract voices from a non-audio request.");

    public static Refusal ThinkingRequired { get; } = new(1007, "Thinking level must be specified for this model.");

    public static Refusal ThinkingForbidden { get; } = new(1007, "Thinking level is not supported for this model");

    public static Refusal BlockingForbidden { get; } = new(1007, "BLOCKING function calls are not supported for this model");

    /// <summary>[U] By analogy: the refusal of NON_BLOCKING on 3.1 is certain, its words are not.</summary>
    public static Refusal NonBlockingForbidden { get; } = new(1007, "NON_BLOCKING function calls are not supported for this model");

    public static Refusal SchedulingForbidden { get; } = new(1007, "Function response scheduling is not supported for this model");

    public static Refusal KeyNotValid { get; } = new(1007, "API key not valid. Please pass a valid API key.");

    /// <summary>[U] The text is certain, its code 1008 is not.</summary>
    public static Refusal UnregisteredCaller { get; } = new(
        1008,
        "Method doesn't allow unregistered callers (callers without established identity). "
        + "Please use API Key or other form of API consumer identity to call this API.");

    /// <summary>[U] What an unknown, used up or expired token is told.</summary>
    public static Refusal TokenNotValid { get; } = new(
        1008,
        "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential.");

    public static Refusal NotImplemented { get; } = new(1008, "Operation is not implemented, or supported, or enabled.");

    public static Refusal EntityNotFound { get; } = new(1008, "Requested entity was not found.");

    public static Refusal SessionNotFound { get; } = new(1008, "BidiGenerateContent session not found");

    public static Refusal GoAwayIgnored { get; } = new(
        1008,
        "Connection aborted because the client failed to close the connection after receiving a GoAway signal once the session duration limit was reached.");

    /// <summary>[U] What a connection without a setup is told; the text is the API's for aborts of its own.</summary>
    public static Refusal Aborted { get; } = new(1008, "The operation was aborted.");

    /// <summary>The code is certain where an old socket is still open, the words are not [U].</summary>
    public static Refusal InternalError { get; } = new(1011, "Internal error encountered.");

    public static Refusal Unavailable { get; } = new(1011, "The service is currently unavailable.");

    public static Refusal Quota { get; } = new(
        1011,
        "You exceeded your current quota, please check your plan and billing details. For more information on this error, "
        + "head to: https://ai.google.dev/gemini-api/docs/rate-limits.");

    /// <summary>[U] Code and text of a context that ran full or a session past its 15 or 2 minutes.</summary>
    public static Refusal ContextExhausted { get; } = InvalidArgument;

    public static Refusal GoingAway { get; } = new(1001, "going away");

    /// <summary>The words are ours: the API publishes no limit.</summary>
    public static Refusal TooBig(int limit) =>
        new(1009, string.Create(CultureInfo.InvariantCulture, $"Message too big: the limit is {limit} bytes."));

    /// <summary>[U] A role that is neither user nor model; the text is that of generateContent.</summary>
    public static Refusal InvalidRole { get; } = new(1007, "Please use a valid role: user, model.");

    public static Refusal ModelNotFound(string model, string version) => new(
        1008,
        $"{model} is not found for API version {version}, or is not supported for bidiGenerateContent. "
        + "Call ListModels to see the list of available models and their supported methods.");

    /// <summary>[U] A model name without its prefix.</summary>
    public static Refusal ModelNameForm { get; } = new(1007, "* BidiGenerateContentRequest.setup.model: unexpected model name format\n");

    public static Refusal Modalities(string asked, string model, string accepted) => new(
        1007,
        $"The requested combination of response modalities ({asked}) is not supported by the model. "
        + $"{model} accepts the following combination of response modalities:\n* {accepted}\n");

    public static Refusal UnsupportedLanguage(string code) => new(1007, $"Unsupported language code '{code}'");

    public static Refusal UnknownVoice(string voice, string model) =>
        new(1007, $"Requested voice api_name '{voice}' is not available for model {model}");

    public static Refusal UnknownName(string name, string path) => new(
        1007,
        path.Length == 0
            ? $"Invalid JSON payload received. Unknown name \"{name}\": Cannot find field."
            : $"Invalid JSON payload received. Unknown name \"{name}\" at '{path}': Cannot find field.");

    /// <summary>[U] An enum value the API does not have; the form is that of the HTTP side.</summary>
    public static Refusal UnknownValue(string path, string type, string value) => new(1007, $"Invalid value at '{path}' ({type}), \"{value}\"");

    /// <summary>What a message that cannot be read is answered with; the reader words it as the API does.</summary>
    public static Refusal Unreadable(ProtocolException fault) =>
        fault.Fault is ProtocolFault.NotOneKind ? InvalidArgument : new(1007, fault.Message);
}
