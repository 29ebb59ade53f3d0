using System.Net;
using System.Net.Http.Headers;

namespace Cortex.Media.Models;

/// <summary>
/// Fetches one file into a part file, going on where an earlier attempt stopped, also after a lost connection or a killed process.
/// </summary>
internal sealed class ModelDownload(HttpClient http, TimeProvider time)
{
    private const int MostAttemptsWithoutProgress = 4;
    private static readonly TimeSpan Stall = TimeSpan.FromSeconds(30);

    /// <summary>Fetches all of it.</summary>
    /// <param name="file">What, from where.</param>
    /// <param name="part">The part file; what it holds already is kept.</param>
    /// <param name="progress">Told after every piece.</param>
    /// <param name="cancellationToken">Stops; the part stays for the next time.</param>
    /// <exception cref="ModelException">The server refuses, or the network gives out.</exception>
    /// <exception cref="IOException">The disk does.</exception>
    public async Task FetchAsync(ModelFile file, string part, IProgress<PullProgress>? progress, CancellationToken cancellationToken)
    {
        for (var failures = 0; ;)
        {
            var before = Length(part);
            try
            {
                if (await TryAsync(file, part, progress, cancellationToken).ConfigureAwait(false))
                {
                    return;
                }
            }
            catch (Exception fault) when (fault is HttpRequestException or HttpIOException or TimeoutException && !cancellationToken.IsCancellationRequested)
            {
                failures = Length(part) > before ? 1 : failures + 1;
                if (failures >= MostAttemptsWithoutProgress)
                {
                    throw new ModelException($"{file.Url}: cannot be fetched: {fault.Message}; what is here is kept, try again later", fault);
                }

                await Task.Delay(TimeSpan.FromSeconds(1 << (failures - 1)), time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>One attempt; false where it must start from nothing.</summary>
    private async Task<bool> TryAsync(ModelFile file, string part, IProgress<PullProgress>? progress, CancellationToken cancellationToken)
    {
        var have = Length(part);
        using var request = new HttpRequestMessage(HttpMethod.Get, file.Url);
        if (have > 0)
        {
            request.Headers.Range = new RangeHeaderValue(have, null);
        }

        using var limit = new CancellationTokenSource(Stall, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, both.Token).ConfigureAwait(false);
            if (response.StatusCode is HttpStatusCode.RequestedRangeNotSatisfiable)
            {
                if (file.Bytes == have)
                {
                    return true;
                }

                if (have == 0)
                {
                    throw new ModelException($"{file.Url}: the server refuses a part (416) though all was asked for; look for the model at its source, `cortex models list` says where");
                }

                File.Delete(part);
                return false;
            }

            Check(file, response);
            var goesOn = response.StatusCode is HttpStatusCode.PartialContent && response.Content.Headers.ContentRange?.From == have;
            if (response.StatusCode is HttpStatusCode.PartialContent && !goesOn)
            {
                File.Delete(part);
                throw new HttpRequestException("the server sends another part than was asked for");
            }

            var start = goesOn ? have : 0;
            var total = file.Bytes ?? (response.Content.Headers.ContentLength is { } rest ? start + rest : null);
            await CopyAsync(response, part, start, file, total, progress, limit, both.Token).ConfigureAwait(false);
            return true;
        }
        catch (UriFormatException fault)
        {
            // .NET follows a redirect to file:/// as far as this.
            throw new ModelException($"{file.Url}: the server points to an address that is none; look for the model at its source, `cortex models list` says where", fault);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"nothing came for {Stall.TotalSeconds:0} s");
        }
    }

    private static async Task CopyAsync(
        HttpResponseMessage response, string part, long start, ModelFile file, long? total, IProgress<PullProgress>? progress,
        CancellationTokenSource limit, CancellationToken cancellationToken)
    {
        using var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        using var output = new FileStream(part, start > 0 ? FileMode.Append : FileMode.Create, FileAccess.Write, FileShare.Read);
        var block = new byte[128 * 1024];
        progress?.Report(new PullProgress(file.Path, start, total));
        while (await body.ReadAsync(block, cancellationToken).ConfigureAwait(false) is > 0 and var count)
        {
            limit.CancelAfter(Stall);
            await output.WriteAsync(block.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
            if (total is { } most && output.Length > most)
            {
                throw new ModelException($"{file.Url}: is longer than its {most} bytes; somebody changed it, or the address is wrong");
            }

            progress?.Report(new PullProgress(file.Path, output.Length, total));
        }

        if (total is { } expected && output.Length < expected)
        {
            throw new HttpRequestException($"the connection ended after {output.Length} of {expected} bytes");
        }
    }

    private static void Check(ModelFile file, HttpResponseMessage response)
    {
        if (response.IsSuccessStatusCode)
        {
            return;
        }

        if ((int)response.StatusCode >= 500 || response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout)
        {
            throw new HttpRequestException($"the server answers {(int)response.StatusCode}");
        }

        throw new ModelException($"{file.Url}: the server answers {(int)response.StatusCode} {response.ReasonPhrase}; look for the model at its source, `cortex models list` says where");
    }

    private static long Length(string path) => new FileInfo(path) is { Exists: true } info ? info.Length : 0;
}
