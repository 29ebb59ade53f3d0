using System.Net.Sockets;
using Cortex.Live.Connection;
using Cortex.Testing;

namespace Cortex.Live.Tests.Connection.Dialling;

/// <summary>Which address is dialled, and when (RFC 8305).</summary>
public sealed class AddressRaceTests
{
    private const string Six = "2001:db8::1";
    private const string OtherSix = "2001:db8::2";
    private const string Four = "192.0.2.1";
    private const string OtherFour = "192.0.2.2";

    private readonly ArmedClock _clock = new();
    private readonly PlayedNetwork _network;
    private readonly AddressRace _race;

    public AddressRaceTests()
    {
        _network = new PlayedNetwork(_clock);
        _race = new AddressRace(_network, new AddressBook(), new DialPolicy(), _clock);
    }

    [Fact]
    public async Task An_address_that_does_not_answer_is_overtaken_after_250_ms_by_one_of_the_other_kind()
    {
        _network.Knows(Six, OtherSix, Four);
        _network.Swallows(Six);
        _network.Answers(Four);
        await using var stream = await DialAsync(250);
        _network.Tried((0, Six), (250, Four));
        Assert.Equal(1, _network.Open);
    }

    [Fact]
    public async Task An_address_that_refuses_makes_room_at_once()
    {
        _network.Knows(Six, Four);
        _network.Refuses(Six);
        _network.Answers(Four);
        await using var stream = await DialAsync();
        _network.Tried((0, Six), (0, Four));
    }

    [Fact]
    public async Task An_address_that_answers_before_its_time_is_not_raced()
    {
        _network.Knows(Six, Four);
        _network.AnswersAfter(Six, TimeSpan.FromMilliseconds(240));
        await using var stream = await DialAsync(240);
        _network.Tried((0, Six));
    }

    [Fact]
    public async Task The_address_that_worked_last_is_dialled_first()
    {
        _network.Knows(Six, Four, OtherFour);
        _network.Refuses(Six);
        _network.Refuses(Four);
        _network.Answers(OtherFour);
        await (await DialAsync()).DisposeAsync();
        await (await DialAsync()).DisposeAsync();
        _network.Tried((0, Six), (0, Four), (0, OtherFour), (0, OtherFour));
    }

    [Fact]
    public async Task An_address_that_worked_last_and_fails_is_not_the_first_any_more()
    {
        _network.Knows(Four, OtherFour);
        _network.Answers(Four);
        await (await DialAsync()).DisposeAsync();
        _network.Refuses(Four);
        _network.Answers(OtherFour);
        await (await DialAsync()).DisposeAsync();
        await (await DialAsync()).DisposeAsync();
        _network.Tried((0, Four), (0, Four), (0, OtherFour), (0, OtherFour));
    }

    [Fact]
    public async Task A_name_that_resolves_slowly_does_not_hold_up_an_address_that_is_known()
    {
        _network.Knows(Four);
        _network.Answers(Four);
        await (await DialAsync()).DisposeAsync();
        _network.KnowsAfter(TimeSpan.FromSeconds(30), OtherFour);
        await (await DialAsync(100)).DisposeAsync();
        _network.Tried((0, Four), (100, Four));
    }

    [Fact]
    public async Task What_a_slow_name_brings_joins_the_race()
    {
        _network.Knows(Four);
        _network.Answers(Four);
        await (await DialAsync()).DisposeAsync();
        _network.Swallows(Four);
        _network.Answers(OtherFour);
        _network.KnowsAfter(TimeSpan.FromSeconds(2), OtherFour);
        await (await DialAsync(100, 2000)).DisposeAsync();
        _network.Tried((0, Four), (100, Four), (2000, OtherFour));
    }

    [Fact]
    public async Task A_name_that_cannot_be_resolved_any_more_leaves_the_address_that_is_known()
    {
        _network.Knows(Four);
        _network.Answers(Four);
        await (await DialAsync()).DisposeAsync();
        _network.Names = static _ => Task.FromException<System.Net.IPAddress[]>(new SocketException((int)SocketError.TryAgain));
        await (await DialAsync()).DisposeAsync();
        _network.Tried((0, Four), (0, Four));
    }

    [Fact]
    public async Task A_name_that_nobody_knows_is_a_failure_of_the_network()
    {
        var failure = await Assert.ThrowsAsync<SocketException>(() => DialAsync());
        Assert.Equal(SocketError.HostNotFound, failure.SocketErrorCode);
    }

    [Fact]
    public async Task A_name_of_which_nothing_is_known_is_waited_for_with_a_limit()
    {
        _network.KnowsAfter(TimeSpan.FromHours(1), Four);
        var failure = await Assert.ThrowsAsync<IOException>(() => DialAsync(8000));
        Assert.Contains("live.test was not resolved within 8 s", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_no_address_answers_the_last_failure_is_told()
    {
        _network.Knows(Six, Four);
        _network.Refuses(Six);
        _network.Refuses(Four);
        Assert.Equal(SocketError.ConnectionRefused, (await Assert.ThrowsAsync<SocketException>(() => DialAsync())).SocketErrorCode);
    }

    [Fact]
    public async Task A_loser_that_connects_late_is_closed()
    {
        var late = new TaskCompletionSource();
        _network.Knows(Six, Four);
        _network.AnswersWhen(Six, late.Task);
        _network.Answers(Four);
        var stream = await DialAsync(250);
        Assert.Equal(1, _network.Open);
        late.SetResult();
        await stream.DisposeAsync();
        await Patience.Until(() => _network.Open == 0, "the late connection to be closed");
    }

    [Fact]
    public async Task Whoever_gives_up_leaves_nothing_behind()
    {
        var late = new TaskCompletionSource();
        _network.Knows(Six, Four);
        _network.AnswersWhen(Six, late.Task);
        _network.Swallows(Four);
        using var given = new CancellationTokenSource();
        var dialling = _race.ConnectAsync("live.test", 443, given.Token);
        await given.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => dialling.Within("the end of the race"));
        late.SetResult();
        await Patience.Until(() => _network.Open == 0, "the late connection to be closed");
    }

    [Fact]
    public async Task An_address_needs_no_name()
    {
        _network.Answers(Six);
        await using var stream = await _race.ConnectAsync($"[{Six}]", 443, Patience.Token());
        _network.Tried((0, Six));
    }

    // The clock moves only over the waits that are named, once the race has come to them.
    private async Task<Stream> DialAsync(params int[] waits)
    {
        var dialling = _race.ConnectAsync("live.test", 443, Patience.Token());
        foreach (var wait in waits)
        {
            await _clock.PassAsync(TimeSpan.FromMilliseconds(wait), TimeSpan.FromMilliseconds(wait));
        }

        return await dialling.Within("the end of the race");
    }
}
