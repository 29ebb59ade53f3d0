using Cortex.Live.Connection;
using Cortex.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Cortex.Live.Tests.Connection.Dialling;

/// <summary>What the network shows while a connection is missing.</summary>
public sealed class NetworkSignsTests
{
    private const string Four = "192.0.2.1";
    private static readonly LiveTarget Target = new(new Uri("wss://live.test/ws"), []);

    private readonly FakeTimeProvider _clock = new();
    private readonly PlayedNetwork _network;
    private readonly PlayedChanges _changes = new();
    private readonly INetworkSigns _signs;

    public NetworkSignsTests()
    {
        _network = new PlayedNetwork(_clock);
        _network.Knows(Four);
        _signs = new Dialler(_network, _changes, new DialPolicy(), _clock).Signs;
    }

    [Fact]
    public async Task A_server_that_answers_again_ends_the_wait_within_one_look()
    {
        _network.Refuses(Four);
        var waiting = _signs.WaitAsync(Target, Patience.Token());
        await _clock.RunFor(TimeSpan.FromSeconds(3));
        Assert.False(waiting.IsCompleted);
        var before = _network.Attempts;
        Assert.InRange(before, 1, 13);

        _network.Answers(Four);
        await _clock.RunUntil(waiting);
        Assert.Equal(NetworkNews.Answers, await waiting);
        Assert.True(_network.Attempts > before);
        await Patience.Until(() => _network.Open == 0, "the looks to be dropped");
    }

    [Fact]
    public async Task What_was_sent_into_an_outage_does_not_hold_up_the_next_look()
    {
        _network.Swallows(Four);
        var waiting = _signs.WaitAsync(Target, Patience.Token());
        await _clock.RunFor(TimeSpan.FromSeconds(1));
        _network.Answers(Four);
        await _clock.RunUntil(waiting, limit: TimeSpan.FromSeconds(1));
        Assert.Equal(NetworkNews.Answers, await waiting);
    }

    [Fact]
    public async Task Looking_that_was_ended_before_it_began_ends()
    {
        var ended = new CancellationToken(canceled: true);
        var looking = Task.Run(
            () => Probes.UntilAnsweredAsync(static _ => PlayedNetwork.Refused(), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), _clock, ended),
            TestContext.Current.CancellationToken);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => looking.Within("the end of looking"));
    }

    [Fact]
    public async Task Another_address_of_this_machine_ends_the_wait_at_once()
    {
        _network.Refuses(Four);
        var waiting = _signs.WaitAsync(Target, Patience.Token());
        await _clock.RunFor(TimeSpan.FromSeconds(1));
        _changes.Change();
        Assert.Equal(NetworkNews.Moved, await waiting.Within("the change"));
    }

    [Fact]
    public async Task Whoever_stops_looking_leaves_nothing_behind()
    {
        _network.Swallows(Four);
        using var stop = new CancellationTokenSource();
        var waiting = _signs.WaitAsync(Target, stop.Token);
        await _clock.RunFor(TimeSpan.FromSeconds(1));
        Assert.Equal(1, _changes.Listeners);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.Within("the end of looking"));
        var tried = _network.Attempts;
        await _clock.RunFor(TimeSpan.FromSeconds(5));
        Assert.Equal((0, tried), (_changes.Listeners, _network.Attempts));
    }

    [Fact]
    public async Task Each_change_is_told_once()
    {
        _network.Refuses(Four);
        List<NetworkNews> news = [];
        using var stop = new CancellationTokenSource();
        var watching = Task.Run(async () =>
        {
            await foreach (var one in _signs.WatchAsync(Target, stop.Token))
            {
                lock (news)
                {
                    news.Add(one);
                }
            }
        }, Patience.Token());
        await Told(1);
        _network.Answers(Four);
        await Told(2);
        _network.Refuses(Four);
        await Told(3);
        _network.Answers(Four);
        await Told(4);
        await _clock.RunFor(TimeSpan.FromSeconds(2));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => watching.Within("the end of watching"));
        Assert.Equal([NetworkNews.Silent, NetworkNews.Answers, NetworkNews.Silent, NetworkNews.Answers], news);

        Task Told(int count) => _clock.RunUntil(() =>
        {
            lock (news)
            {
                return news.Count >= count;
            }
        });
    }

    private sealed class PlayedChanges : IAddressChanges
    {
        private event Action? Changed;

        public int Listeners => Changed?.GetInvocationList().Length ?? 0;

        public IDisposable Subscribe(Action changed)
        {
            Changed += changed;
            return new End(() => Changed -= changed);
        }

        public void Change() => Changed?.Invoke();

        private sealed class End(Action end) : IDisposable
        {
            public void Dispose() => end();
        }
    }
}
