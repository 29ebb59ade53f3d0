namespace Cortex.Media.Models;

/// <summary>Pulls models: fetches what is missing, checks it, and puts it into place. One pull of a model at a time.</summary>
public sealed class ModelPull : IDisposable
{
    private readonly ModelStore _store;
    private readonly Uri? _mirror;
    private readonly HttpClient _http;
    private readonly ModelDownload _download;

    /// <summary>Makes it.</summary>
    /// <param name="store">Where models go.</param>
    /// <param name="time">The clock of waits and limits.</param>
    /// <param name="mirror">A server to fetch from in place of each file's own, with the same paths; or null.</param>
    public ModelPull(ModelStore store, TimeProvider time, Uri? mirror = null)
    {
        _store = store;
        _mirror = mirror;
        _http = new HttpClient(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(10) }) { Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.UserAgent.ParseAdd("cortex");
        _download = new ModelDownload(_http, time);
    }

    /// <summary>Pulls a model.</summary>
    /// <param name="model">Which.</param>
    /// <param name="progress">Told how far each file is; called on the downloading thread.</param>
    /// <param name="cancellationToken">Stops; what is here stays for the next time.</param>
    /// <returns>The files whose hash nobody vouches for: it was written down now, and holds from here on.</returns>
    /// <exception cref="IOException">It could not be fetched, is not what it should be, or the disk is full; says which.</exception>
    public async Task<IReadOnlyList<string>> PullAsync(ModelEntry model, IProgress<PullProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        List<string> unvouched = [];
        foreach (var file in model.Files)
        {
            if (await _store.IsGoodAsync(model, file, cancellationToken).ConfigureAwait(false))
            {
                continue;
            }

            var source = _mirror is null ? file : file with { Url = new Uri(_mirror, file.Url.AbsolutePath) };
            var expected = _store.ExpectedHash(model, file);
            if (expected is null && source.Url is { Scheme: not "https", IsLoopback: false })
            {
                throw new ModelException($"{source.Url}: nobody vouches for what comes over plain http; use an https address");
            }

            var path = _store.PathOf(model, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var part = path + ModelStore.PartEnding;
            await _download.FetchAsync(source, part, progress, cancellationToken).ConfigureAwait(false);
            var hash = await ModelStore.HashAsync(part, cancellationToken).ConfigureAwait(false);
            if (expected is not null && hash != expected)
            {
                File.Delete(part);
                throw new ModelException($"{source.Url}: is not what it should be (SHA-256 {hash}, expected {expected}); it was thrown away, try again or tell us");
            }

            File.Move(part, path, overwrite: true);
            _store.Keep(model, file, hash);
            if (expected is null)
            {
                unvouched.Add(file.Path);
            }
        }

        return unvouched;
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();
}
