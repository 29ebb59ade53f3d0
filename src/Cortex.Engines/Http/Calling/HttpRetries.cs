using System.Net;
using Microsoft.Extensions.Http.Resilience;
using Polly;

namespace Cortex.Engines.Http;

/// <summary>
/// Repeats a request whose failure may pass, after the wait the server asks for. A used-up day and a wait that is too long for
/// somebody who listens are not repeated.
/// </summary>
internal static class HttpRetries
{
    /// <summary>A handler that repeats, around the network.</summary>
    public static HttpMessageHandler Around(HttpMessageHandler network, HttpBrainOptions options, TimeProvider time)
    {
        if (options.Retries == 0)
        {
            return network;
        }

        var pipeline = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
            .AddRetry(new HttpRetryStrategyOptions
            {
                MaxRetryAttempts = options.Retries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromMilliseconds(500),
                MaxDelay = options.LongestRetryWait,
                ShouldRetryAfterHeader = false,
                ShouldHandle = async outcome => await MayPassAsync(outcome.Outcome, options, outcome.Context.CancellationToken).ConfigureAwait(false),
                DelayGenerator = async delay => await WishAsync(delay.Outcome, delay.Context.CancellationToken).ConfigureAwait(false),
            })
            .Build();
        return new ResilienceHandler(pipeline) { InnerHandler = network };
    }

    private static async ValueTask<bool> MayPassAsync(Outcome<HttpResponseMessage> outcome, HttpBrainOptions options, CancellationToken cancellationToken)
    {
        if (outcome.Result is not { } response)
        {
            return outcome.Exception is HttpRequestException;
        }

        if (response.StatusCode is HttpStatusCode.TooManyRequests)
        {
            var words = await ErrorReplies.ReadAsync(response, cancellationToken).ConfigureAwait(false);
            return !words.IsDailyQuota && (words.RetryDelay is not { } wish || wish <= options.LongestRetryWait);
        }

        return response.StatusCode is HttpStatusCode.RequestTimeout or HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway
            or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;
    }

    // Null leaves it to the exponential delay.
    private static async ValueTask<TimeSpan?> WishAsync(Outcome<HttpResponseMessage> outcome, CancellationToken cancellationToken) =>
        outcome.Result is { } response ? (await ErrorReplies.ReadAsync(response, cancellationToken).ConfigureAwait(false)).RetryDelay : null;
}
