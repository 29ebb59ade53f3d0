using Cortex.App.WebConsole.Messages;

namespace Cortex.App.WebConsole.Events;

/// <summary>Tells every page the same, in one order. Any thread; never waits.</summary>
internal sealed class Bulletin
{
    private readonly List<Subscription> _pages = [];

    /// <summary>Guards what a page is told first together with what follows.</summary>
    public Lock Gate { get; } = new();

    /// <summary>Somebody listens.</summary>
    public bool HasPages
    {
        get
        {
            lock (Gate)
            {
                return _pages.Count > 0;
            }
        }
    }

    /// <summary>Pages that came so far: whoever tells only what changes tells a new one all.</summary>
    public int Came { get; private set; }

    /// <summary>Tells all pages.</summary>
    public void Post(ConsoleMessage message)
    {
        lock (Gate)
        {
            if (_pages.Count > 0)
            {
                var bytes = ConsoleJson.Bytes(message);
                _pages.ForEach(page => page.Post(bytes));
            }
        }
    }

    /// <summary>Tells each page something of its own.</summary>
    public void PostEach(Func<string, ConsoleMessage> message)
    {
        lock (Gate)
        {
            _pages.ForEach(page => page.Post(ConsoleJson.Bytes(message(page.Page))));
        }
    }

    /// <summary>Tells one page alone.</summary>
    public void PostTo(string page, ConsoleMessage message)
    {
        lock (Gate)
        {
            var bytes = ConsoleJson.Bytes(message);
            _pages.FindAll(other => other.Page == page).ForEach(other => other.Post(bytes));
        }
    }

    /// <summary>Tells a page from now on.</summary>
    /// <param name="page">Who.</param>
    /// <param name="first">What it is told first; nothing comes between it and what follows.</param>
    public Subscription Add(string page, Func<ConsoleMessage> first)
    {
        var added = new Subscription(page);
        lock (Gate)
        {
            added.Post(ConsoleJson.Bytes(first()));
            _pages.Add(added);
            Came++;
        }

        return added;
    }

    /// <summary>Tells it no longer.</summary>
    public void Remove(Subscription page)
    {
        lock (Gate)
        {
            _pages.Remove(page);
        }

        page.Complete();
    }
}
