using System.Collections.Concurrent;
using System.Net.WebSockets;
using Cortex.Testing;

namespace Cortex.Live.Tests.Session.Lives;

/// <summary>
/// A server with a mind: it hears, answers when it is let, gives handles and restores them, and does wrong what it is told to do
/// wrong. What it heard since a handle dies with the connection.
/// </summary>
internal sealed class LifeServer(CountedSockets sockets)
{
    private readonly ConcurrentDictionary<string, Mind> _snapshots = new();
    private readonly ConcurrentQueue<Turning> _turnings = new();
    private readonly List<LifeLink> _links = [];
    private int _answers;
    private int _calls;

    /// <summary>Every answer that was begun, by its number.</summary>
    public ConcurrentDictionary<int, GivenAnswer> Given { get; } = new();

    /// <summary>Which answer a call belongs to.</summary>
    public ConcurrentDictionary<string, int> Calls { get; } = new();

    /// <summary>The next setup with a handle is refused.</summary>
    public bool RefusesResume { get; set; }

    /// <summary>No handles come.</summary>
    public bool GivesNoHandles { get; set; }

    /// <summary>The newest connection; null: none was made.</summary>
    public LifeLink? Newest
    {
        get
        {
            lock (_links)
            {
                return _links.LastOrDefault();
            }
        }
    }

    /// <summary>The server's side of all connections is over.</summary>
    public Task Over
    {
        get
        {
            lock (_links)
            {
                return Task.WhenAll(_links.Select(static link => link.Running));
            }
        }
    }

    public WebSocket Connect()
    {
        var pair = InMemorySockets.CreatePair();
        lock (_links)
        {
            _links.Add(new LifeLink(this, pair));
        }

        return sockets.Count(pair.Client);
    }

    /// <summary>So goes the next turn, and no other.</summary>
    public void Next(Turning turning) => _turnings.Enqueue(turning);

    public GivenAnswer Give(IReadOnlyList<int> questions)
    {
        var turning = questions.Count > 0 && _turnings.TryDequeue(out var next) ? next : Turning.Good;
        var answer = new GivenAnswer(Interlocked.Increment(ref _answers), questions, turning);
        Given[answer.Number] = answer;
        return answer;
    }

    /// <summary>A call of an answer.</summary>
    public string Call(GivenAnswer answer)
    {
        var call = $"call-{Interlocked.Increment(ref _calls)}";
        Calls[call] = answer.Number;
        return call;
    }

    public string Keep(Mind mind)
    {
        var handle = $"h{_snapshots.Count + 1}";
        _snapshots[handle] = mind.Copy();
        return handle;
    }

    /// <summary>The mind behind a handle, a new one without it; null: the server does not want to.</summary>
    public Mind? Restore(string? handle)
    {
        if (handle is null)
        {
            return new Mind();
        }

        if (RefusesResume)
        {
            RefusesResume = false;
            return null;
        }

        return _snapshots[handle].Copy();
    }

    /// <summary>Takes all apart, whatever is left of it.</summary>
    public void Dispose()
    {
        lock (_links)
        {
            _links.ForEach(static link => link.Sockets.Dispose());
        }
    }
}
