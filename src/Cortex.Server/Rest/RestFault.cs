namespace Cortex.Server.Rest;

/// <summary>A refusal of the HTTP side, in the form of google.rpc.Status (reference 7.4).</summary>
internal sealed class RestFault(int code, string status, string message) : Exception(message)
{
    /// <summary>The HTTP status.</summary>
    public int Code { get; } = code;

    /// <summary>The name of the gRPC status.</summary>
    public string Status { get; } = status;

    /// <summary>For machines, for example <c>API_KEY_INVALID</c>.</summary>
    public string? Reason { get; init; }

    /// <summary>When to try again.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The quota that was exceeded; one with <c>PerDay</c> in it is not worth a retry.</summary>
    public string? QuotaId { get; init; }

    public static RestFault KeyNotValid() =>
        new(400, "INVALID_ARGUMENT", "API key not valid. Please pass a valid API key.") { Reason = "API_KEY_INVALID" };

    public static RestFault NoCaller() => new(
        403,
        "PERMISSION_DENIED",
        "Method doesn't allow unregistered callers (callers without established identity). "
        + "Please use API Key or other form of API consumer identity to call this API.");

    public static RestFault NoModel(string model, string version, string method) => new(
        404,
        "NOT_FOUND",
        $"models/{model} is not found for API version {version}, or is not supported for {method}. "
        + "Call ListModels to see the list of available models and their supported methods.");

    public static RestFault NoPath() => new(404, "NOT_FOUND", "The requested URL was not found on this server.");

    public static RestFault Invalid(string message) => new(400, "INVALID_ARGUMENT", message);

    public static RestFault UnknownName(string name, string path) =>
        Invalid(path.Length == 0
            ? $"Invalid JSON payload received. Unknown name \"{name}\": Cannot find field."
            : $"Invalid JSON payload received. Unknown name \"{name}\" at '{path}': Cannot find field.");

    public static RestFault WrongValue(string path, string type, string found) => Invalid($"Invalid value at '{path}' ({type}), {found}");

    public static RestFault Quota() => OverQuota(isDaily: false, null, TimeSpan.FromSeconds(5));

    public static RestFault OverQuota(bool isDaily, string? message, TimeSpan? retryAfter) => new(
        429,
        "RESOURCE_EXHAUSTED",
        message ?? "You exceeded your current quota, please check your plan and billing details. For more information on this error, "
        + "head to: https://ai.google.dev/gemini-api/docs/rate-limits.")
    {
        QuotaId = $"GenerateRequestsPer{(isDaily ? "Day" : "Minute")}PerProjectPerModel-FreeTier",
        RetryAfter = retryAfter,
    };
}
