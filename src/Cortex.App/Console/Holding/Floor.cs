using Cortex.Assistant.Pump;
using Cortex.Assistant.Remote;
using Cortex.Live;
using Cortex.Live.Protocol;

namespace Cortex.App.WebConsole.Holding;

/// <summary>
/// Who holds the conversation: the devices of this machine, one page, or another Live client. Whoever takes it ends the other's
/// conversation, and what was said goes along into the next. A page that is gone for half a minute has let it go, and the devices of
/// this machine take it again. Any thread; one change at a time.
/// </summary>
internal sealed class Floor : IAsyncDisposable
{
    /// <summary>So long a page may be gone and still holds.</summary>
    public static readonly TimeSpan Absence = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(10);
    private readonly ILiveEngine _engine;
    private readonly Setup _setup;
    private readonly INativeDevices? _native;
    private readonly IReadOnlyList<IPumpObserver> _observers;
    private readonly Action<Holder> _changed;
    private readonly Action<string> _warn;
    private readonly Action _opened;
    private readonly Action<MediaBytes> _seen;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _change = new(1, 1);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _present = [];
    private readonly ITimer _timer;
    private ConversationHistory _history = ConversationHistory.Empty;
    private RemoteConversation? _remote;
    private Holder _holder = Holder.Nobody;
    private string? _missing;
    private bool _isOver;

    /// <param name="engine">Holds the conversations of pages and clients.</param>
    /// <param name="setup">What their setups leave out.</param>
    /// <param name="native">The devices of this machine; null: there are none.</param>
    /// <param name="observers">Watch the conversations of pages and clients.</param>
    /// <param name="changed">Told who holds it now.</param>
    /// <param name="warn">Told in a sentence what does not go as it should.</param>
    /// <param name="opened">Told that a page or a client begins a conversation; before anything of it is seen.</param>
    /// <param name="seen">Called with each picture of a page or a client; borrowed.</param>
    /// <param name="time">The clock.</param>
    public Floor(
        ILiveEngine engine,
        Setup setup,
        INativeDevices? native,
        IReadOnlyList<IPumpObserver> observers,
        Action<Holder> changed,
        Action<string> warn,
        Action opened,
        Action<MediaBytes> seen,
        TimeProvider time)
    {
        (_engine, _setup, _native, _observers, _changed, _warn, _opened, _seen, _time) = (engine, setup, native, observers, changed, warn, opened, seen, time);
        _timer = time.CreateTimer(_ => _ = ReturnAsync(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Who holds it now.</summary>
    public Holder Holder
    {
        get
        {
            lock (_gate)
            {
                return _holder;
            }
        }
    }

    /// <summary>The conversation of the page or client that holds it; null: there is none now.</summary>
    public RemoteConversation? Remote
    {
        get
        {
            lock (_gate)
            {
                return _remote;
            }
        }
    }

    /// <summary>What was said so far, as far as it was heard.</summary>
    public ConversationHistory History
    {
        get
        {
            lock (_gate)
            {
                return _remote?.History ?? (_holder.Kind is HolderKind.Native ? _native!.History : _history);
            }
        }
    }

    /// <summary>No socket of a page is there; for tests on a fake clock.</summary>
    internal bool IsAlone(string page)
    {
        lock (_gate)
        {
            return !_present.ContainsKey(page);
        }
    }

    /// <summary>The devices of this machine take it, where there are some and nobody holds it.</summary>
    public async Task BeginAsync(ConversationHistory history)
    {
        await _change.WaitAsync();
        try
        {
            _history = history;
            await GiveBackAsync();
        }
        finally
        {
            _change.Release();
        }
    }

    /// <summary>A page or a client takes it from whoever holds it.</summary>
    /// <returns>False: it cannot be taken.</returns>
    public async Task<bool> TakeAsync(Holder holder)
    {
        await _change.WaitAsync();
        try
        {
            if (_isOver || (Holder.Kind is HolderKind.Native && _native is { Yields: false }))
            {
                return false;
            }

            if (Holder.Page == holder.Page)
            {
                return true;
            }

            await VacateAsync(new CloseReason(CloseSide.Server, 1008, $"taken over: {holder.Name} holds the conversation now", CloseClass.Quota));
            Set(holder);
            return true;
        }
        finally
        {
            _change.Release();
        }
    }

    /// <summary>A Live socket is about to be opened for somebody: it takes the conversation, and an older socket of the same one ends.</summary>
    /// <returns>The engine for that socket; null: the conversation cannot be taken.</returns>
    public async Task<ILiveEngine?> SeatAsync(Holder holder)
    {
        if (!await TakeAsync(holder))
        {
            return null;
        }

        await _change.WaitAsync();
        try
        {
            await EndRemoteAsync(new CloseReason(CloseSide.Server, 1008, "taken over: the same page has connected again", CloseClass.Quota));
        }
        finally
        {
            _change.Release();
        }

        return new SeatEngine(this, holder);
    }

    /// <summary>Somebody lets it go.</summary>
    /// <param name="page">Who; another than its holder changes nothing.</param>
    public async Task ReleaseAsync(string page)
    {
        await _change.WaitAsync();
        try
        {
            if (Holder.Page == page)
            {
                await VacateAsync(new CloseReason(CloseSide.Server, 1000, "the conversation was let go", CloseClass.Clean));
                await GiveBackAsync();
            }
        }
        finally
        {
            _change.Release();
        }
    }

    /// <summary>A socket of a page or a client is there.</summary>
    public void Came(string page)
    {
        lock (_gate)
        {
            _present[page] = _present.GetValueOrDefault(page) + 1;
        }
    }

    /// <summary>A socket of it is gone; with the last one its time runs.</summary>
    public void Left(string page)
    {
        lock (_gate)
        {
            if (_present.GetValueOrDefault(page) is > 1 and var others)
            {
                _present[page] = others - 1;
                return;
            }

            _present.Remove(page);
            if (_holder.Page == page && !_isOver)
            {
                _timer.Change(Absence, Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <summary>Opens the conversation of a socket whose setup has come.</summary>
    internal ILiveConversation Open(Holder holder, Setup setup, ConversationHistory given)
    {
        // Outside the lock: whoever is told has one of his own, and asks from within it.
        _opened();
        lock (_gate)
        {
            if (_holder.Page != holder.Page || _isOver)
            {
                return new ClosedConversation(new CloseReason(CloseSide.Server, 1008, $"taken over: {_holder.Name} holds the conversation now", CloseClass.Quota), _time);
            }

            // Two sockets of one page in the same moment: the newer one counts.
            _ = _remote?.EndAsync(new CloseReason(CloseSide.Server, 1008, "taken over: the same page has connected again", CloseClass.Quota));

            // What is known here was corrected to what was heard; a client knows at most what was sent to it.
            var history = _history.Entries.Count > 0 ? _history : given;
            _remote = new RemoteConversation(_engine.Open(SetupMerge.Of(setup, _setup), history), history, _observers, _time, _seen, _setup.Model);
            _ = FollowAsync(_remote);
            return _remote;
        }
    }

    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _isOver = true;
        }

        await _timer.DisposeAsync();
        await _change.WaitAsync();
        await VacateAsync(new CloseReason(CloseSide.Server, 1001, "cortex is ending", CloseClass.GoingAway));
        _change.Dispose();
    }

    // Its socket is gone: what was said stays for the next.
    private async Task FollowAsync(RemoteConversation remote)
    {
        await remote.Ended;
        lock (_gate)
        {
            if (_remote == remote)
            {
                (_history, _remote) = (remote.History, null);
            }
        }
    }

    private async Task ReturnAsync()
    {
        await _change.WaitAsync();
        try
        {
            var holder = Holder;
            bool isGone;
            lock (_gate)
            {
                isGone = !_isOver && (holder.Page is not { } page || !_present.ContainsKey(page));
            }

            if (isGone && holder.Kind is not HolderKind.Native)
            {
                await VacateAsync(new CloseReason(CloseSide.Server, 1000, "gone", CloseClass.Clean));
                await GiveBackAsync();
            }
        }
        finally
        {
            _change.Release();
        }
    }

    private async Task VacateAsync(CloseReason reason)
    {
        if (Holder.Kind is HolderKind.Native)
        {
            var history = await _native!.EndAsync();
            lock (_gate)
            {
                _history = history;
            }
        }

        await EndRemoteAsync(reason);
        lock (_gate)
        {
            _holder = Holder.Nobody;
        }
    }

    private async Task EndRemoteAsync(CloseReason reason)
    {
        if (Remote is { } remote)
        {
            await remote.EndAsync(reason);
            lock (_gate)
            {
                if (_remote == remote)
                {
                    (_history, _remote) = (remote.History, null);
                }
            }
        }
    }

    private async Task GiveBackAsync()
    {
        if (_native is { } native && Holder.Kind is HolderKind.None)
        {
            try
            {
                await native.BeginAsync(_history);
                _missing = null;
                Set(new Holder(HolderKind.Native, native.Name));
                return;
            }
            catch (IOException missing)
            {
                if (missing.Message != _missing)
                {
                    _missing = missing.Message;
                    _warn($"the devices of this machine cannot take the conversation now, they are tried again: {_missing}");
                }

                _timer.Change(AskAgain, Timeout.InfiniteTimeSpan);
            }
        }

        Set(Holder);
    }

    private void Set(Holder holder)
    {
        lock (_gate)
        {
            _holder = holder;
        }

        _changed(holder);
    }
}
