using Microsoft.Extensions.Logging;

namespace Cortex.Live.Session;

/// <summary>
/// Brings the newest handle and the history's tail into the store, off the message path: at most one save at a time, and what
/// changes meanwhile goes into the next. What the store throws is said once and never matters to the conversation.
/// </summary>
internal sealed class SessionKeeper(
    ISessionStore store, string model, string endpoint, HistoryRecorder recorder, SessionPolicy policy, TimeProvider time, ILogger log, int session) : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _ended = new();
    private Task _saving = Task.CompletedTask;
    private string? _handle;
    private bool _isDirty;
    private bool _isSaving;
    private bool _complained;

    /// <summary>What was kept, or null: nothing, or the store is too slow.</summary>
    public async Task<StoredSession?> LoadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var kept = await store.LoadAsync(model, endpoint, cancellationToken).AsTask().WaitAsync(policy.LoadWait, time, cancellationToken).ConfigureAwait(false);
            if (kept is null || kept.Model != model || kept.Endpoint != endpoint)
            {
                return null;
            }

            // The clock may have been set back since: an age that is less than nothing says nothing.
            var age = time.GetUtcNow() - kept.SavedAt;
            return age > policy.HandleLife || age < -policy.HandleLife ? kept with { Handle = null } : kept;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Complain(exception);
            return null;
        }
    }

    /// <summary>Something changed; returns at once.</summary>
    /// <param name="handle">The handle to trust from now on, or null.</param>
    public void Save(string? handle)
    {
        lock (_lock)
        {
            (_handle, _isDirty) = (handle, true);
            if (!_isSaving && !_ended.IsCancellationRequested)
            {
                _isSaving = true;
                _saving = Task.Run(SaveAllAsync);
            }
        }
    }

    /// <summary>Saves what is not saved yet, for a limited time.</summary>
    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync().ConfigureAwait(false);
        try
        {
            await _saving.WaitAsync(policy.LoadWait, time).ConfigureAwait(false);
        }
        catch (TimeoutException exception)
        {
            Complain(exception);
        }
    }

    private async Task SaveAllAsync()
    {
        while (TryTakeWork(out var handle))
        {
            try
            {
                await store.SaveAsync(new StoredSession(model, endpoint, handle, time.GetUtcNow(), recorder.History.Tail(policy.SeedCharacters)), CancellationToken.None).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                Complain(exception);
            }

            await PauseAsync().ConfigureAwait(false);
        }
    }

    private bool TryTakeWork(out string? handle)
    {
        lock (_lock)
        {
            handle = _handle;
            _isSaving = _isDirty;
            _isDirty = false;
            return _isSaving;
        }
    }

    // The end cuts the pause short, so that the last change is saved.
    private async Task PauseAsync()
    {
        try
        {
            await Task.Delay(policy.SaveEvery, time, _ended.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return;
        }
    }

    private void Complain(Exception exception)
    {
        if (!_complained)
        {
            _complained = true;
            Log.StoreFails(log, session, exception.Message);
        }
    }
}
