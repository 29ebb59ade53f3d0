using System.Globalization;
using System.Text.Json.Serialization;

namespace Cortex.Engines.Http;

/// <summary>A refusal, as google.rpc.Status (reference 7.4).</summary>
internal sealed record ErrorReply(ErrorReply.Status? Error)
{
    /// <summary>How long the server asks to wait; null: it does not say.</summary>
    public TimeSpan? RetryDelay
    {
        get
        {
            var text = Error?.Details?.Select(static detail => detail.RetryDelay).FirstOrDefault(static delay => delay is not null);
            return text is [.. var number, 's'] && double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
                && seconds < 1e6
                ? TimeSpan.FromSeconds(seconds)
                : null;
        }
    }

    /// <summary>The quota of a whole day is used up: asking again is useless until it is filled anew.</summary>
    public bool IsDailyQuota => Error?.Details?
        .SelectMany(static detail => detail.Violations ?? [])
        .Any(static violation => violation.QuotaId?.Contains("PerDay", StringComparison.OrdinalIgnoreCase) is true) is true;

    /// <summary>The API's own name of the reason, such as <c>API_KEY_INVALID</c>.</summary>
    public string? Reason => Error?.Details?.Select(static detail => detail.Reason).FirstOrDefault(static reason => reason is not null);

    /// <summary>The error itself.</summary>
    public sealed record Status(int Code, string? Message, IReadOnlyList<Detail>? Details);

    /// <summary>A detail; which fields are there depends on its type.</summary>
    public sealed record Detail([property: JsonPropertyName("@type")] string? Type, string? RetryDelay, string? Reason, IReadOnlyList<Violation>? Violations);

    /// <summary>A quota that was used up.</summary>
    public sealed record Violation(string? QuotaMetric, string? QuotaId);
}
