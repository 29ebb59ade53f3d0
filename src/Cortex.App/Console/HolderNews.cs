namespace Cortex.App.WebConsole;

/// <summary>Says who holds the conversation now; where that changes again and again, one line in a few seconds, and the last one. Any thread.</summary>
/// <param name="say">Says it.</param>
/// <param name="time">The clock.</param>
internal sealed class HolderNews(Action<string> say, TimeProvider time) : IDisposable
{
    /// <summary>From line to line.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromSeconds(3);

    private readonly Lock _gate = new();
    private ITimer? _timer;
    private string? _waiting;
    private string? _said;

    /// <summary>It is so from now on.</summary>
    public void Tell(string words)
    {
        lock (_gate)
        {
            if (_timer is not null)
            {
                _waiting = words;
                return;
            }

            _said = words;
            _timer = time.CreateTimer(_ => Pass(), null, Quiet, Timeout.InfiniteTimeSpan);
        }

        say(words);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        lock (_gate)
        {
            _timer?.Dispose();
            _waiting = null;
        }
    }

    private void Pass()
    {
        string? words;
        lock (_gate)
        {
            (words, _waiting) = (_waiting, null);
            if (words is null || words == _said)
            {
                _timer?.Dispose();
                (_timer, words) = (null, null);
            }
            else
            {
                _said = words;
                _timer?.Change(Quiet, Timeout.InfiniteTimeSpan);
            }
        }

        if (words is not null)
        {
            say(words);
        }
    }
}
