using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Cortex.Engines.Turns;
using Cortex.Live.Connection;

namespace Cortex.Engines.Http;

/// <summary>Calls <c>generateContent</c> (reference 7.1 to 7.4): the key in a header, every wait limited, every failure a reason.</summary>
internal sealed class GenerateClient : IDisposable
{
    private const long LargestAnswer = 32 * 1024 * 1024;
    private readonly HttpBrainOptions _options;
    private readonly TimeProvider _time;
    private readonly HttpClient _http;

    /// <summary>Makes it.</summary>
    /// <param name="options">Checked before.</param>
    /// <param name="network">What sends; disposed with the client.</param>
    /// <param name="time">The clock of all limits.</param>
    public GenerateClient(HttpBrainOptions options, HttpMessageHandler network, TimeProvider time)
    {
        (_options, _time) = (options, time);
        _http = new HttpClient(HttpRetries.Around(network, options, time))
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = LargestAnswer,
        };
    }

    /// <summary>One answer, whole.</summary>
    /// <exception cref="BrainException">There is none; says why.</exception>
    public async Task<GenerateReply> AskAsync(string model, ReadOnlyMemory<byte> body, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var call = new RequestSpan(model, _options.Endpoint, _time);
        using var deadline = new Deadline(limit, _time, cancellationToken);
        try
        {
            using var response = await SendAsync(Address(model, "generateContent"), body, HttpCompletionOption.ResponseContentRead, deadline.Token).ConfigureAwait(false);
            var bytes = await response.Content.ReadAsByteArrayAsync(deadline.Token).ConfigureAwait(false);
            return JsonSerializer.Deserialize(bytes, ReplyJson.Default.GenerateReply) ?? throw HttpFailures.Unusable($"{model} answered nothing");
        }
        catch (BrainException failure)
        {
            call.Note(failure);
            throw;
        }
        catch (Exception exception) when (IsUnreadable(exception))
        {
            throw call.Note(HttpFailures.Unusable($"{model} answered something unreadable", exception));
        }
        catch (Exception exception) when (IsFailure(exception) && !cancellationToken.IsCancellationRequested)
        {
            throw call.Note(HttpFailures.Failed(deadline.Explain(exception, $"{model} did not answer"), _options.Endpoint));
        }
    }

    /// <summary>One answer, slice by slice.</summary>
    /// <exception cref="BrainException">It failed or broke off; says why.</exception>
    public async IAsyncEnumerable<GenerateReply> StreamAsync(
        string model, ReadOnlyMemory<byte> body, TimeSpan limit, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var call = new RequestSpan(model, _options.Endpoint, _time);
        using var deadline = new Deadline(limit, _time, cancellationToken);
        using var response = await Guard(async () => await SendAsync(
            Address(model, "streamGenerateContent?alt=sse"), body, HttpCompletionOption.ResponseHeadersRead, deadline.Token).ConfigureAwait(false)).ConfigureAwait(false);
        using var bytes = await Guard(async () => new LimitedStream(await response.Content.ReadAsStreamAsync(deadline.Token).ConfigureAwait(false), LargestAnswer)).ConfigureAwait(false);
        var slices = SseParser.Create(bytes, static (_, data) => JsonSerializer.Deserialize(data, ReplyJson.Default.GenerateReply))
            .EnumerateAsync(deadline.Token).GetAsyncEnumerator(deadline.Token);
        try
        {
            while (await Guard(async () => await slices.MoveNextAsync().ConfigureAwait(false)).ConfigureAwait(false))
            {
                deadline.Restart();
                if (slices.Current.Data is { } slice)
                {
                    yield return slice;
                }
            }
        }
        finally
        {
            await slices.DisposeAsync().ConfigureAwait(false);
        }

        async Task<T> Guard<T>(Func<Task<T>> step)
        {
            try
            {
                return await step().ConfigureAwait(false);
            }
            catch (BrainException failure)
            {
                call.Note(failure);
                throw;
            }
            catch (Exception exception) when (IsUnreadable(exception))
            {
                throw call.Note(HttpFailures.Unusable($"{model} answered something unreadable", exception));
            }
            catch (Exception exception) when (IsFailure(exception) && !cancellationToken.IsCancellationRequested)
            {
                throw call.Note(HttpFailures.Failed(deadline.Explain(exception, $"{model} stopped answering"), _options.Endpoint));
            }
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> SendAsync(Uri address, ReadOnlyMemory<byte> body, HttpCompletionOption completion, CancellationToken cancellationToken)
    {
        var credential = await _options.Credentials.GetAsync(cancellationToken).ConfigureAwait(false);
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ReadOnlyMemoryContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        switch (credential)
        {
            case { Kind: CredentialKind.ApiKey }:
                request.Headers.Add("x-goog-api-key", credential.Secret);
                break;
            case { Kind: CredentialKind.AccessToken }:
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", credential.Secret);
                break;
            case { Kind: CredentialKind.EphemeralToken }:
                throw new CredentialException($"{credential.Origin} holds an ephemeral token, which opens Live conversations alone: the HTTP side needs an API key");
            default:
                break;
        }

        var response = await _http.SendAsync(request, completion, cancellationToken).ConfigureAwait(false);
        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            throw HttpFailures.Refused(response.StatusCode, await ErrorReplies.ReadAsync(response, cancellationToken).ConfigureAwait(false), credential);
        }
    }

    private Uri Address(string model, string method)
    {
        var scheme = _options.Endpoint.Scheme is "https" or "wss" ? "https" : "http";
        var name = model.Contains('/', StringComparison.Ordinal) ? model : "models/" + model;
        return new Uri($"{scheme}://{_options.Endpoint.Authority}{_options.Endpoint.AbsolutePath.TrimEnd('/')}/{_options.ApiVersion}/{name}:{method}");
    }

    private static bool IsFailure(Exception exception) =>
        exception is HttpRequestException or IOException or SocketException or OperationCanceledException or CredentialException;

    // A body that is not compressed as it says: each decoder has its own word for it.
    private static bool IsUnreadable(Exception exception) => exception is JsonException or InvalidDataException or InvalidOperationException;
}
