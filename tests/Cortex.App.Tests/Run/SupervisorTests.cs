using System.Collections;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Cortex.App.Run;
using Cortex.Assistant.Pump;
using Microsoft.Extensions.Time.Testing;

namespace Cortex.App.Tests.Run;

/// <summary>What systemd is told, at a socket such as its own.</summary>
public sealed class SupervisorTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("cortex-test-").FullName;
    readonly Socket _systemd = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
    readonly FakeTimeProvider _clock = new();
    PumpProgress? _progress = new PumpProgress(1, 1, 1);

    public SupervisorTests() => _systemd.Bind(new UnixDomainSocketEndPoint(Path.Combine(_folder, "notify")));

    public void Dispose()
    {
        _systemd.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Ready_is_told_with_one_line_of_how_it_stands()
    {
        using var supervisor = Find();
        Assert.Equal([], Told());
        supervisor.Ready("live; hears\na microphone");
        Assert.Equal(["READY=1\nSTATUS=live; hears a microphone"], Told());
    }

    [Fact]
    public void While_everything_moves_a_sign_of_life_comes_three_times_in_the_watchdogs_time()
    {
        using var supervisor = Started();
        for (var i = 0; i < 3; i++)
        {
            Move(1, 1, 1);
            _clock.Advance(TimeSpan.FromSeconds(10));
        }

        Assert.Equal(["WATCHDOG=1", "WATCHDOG=1", "WATCHDOG=1"], Told());
    }

    [Theory]
    [InlineData(0, 1, 1), InlineData(1, 0, 1), InlineData(1, 1, 0), InlineData(0, 0, 0)]
    public void A_microphone_a_loudspeaker_or_an_engine_that_stands_still_gives_none(int heard, int played, int taken)
    {
        using var supervisor = Started();
        Move(heard, played, taken);
        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal([], Told());
        Move(1, 1, 1);
        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(["WATCHDOG=1"], Told());
    }

    [Fact]
    public void A_page_that_holds_the_conversation_needs_no_devices_here()
    {
        using var supervisor = Started();
        _progress = null;
        _clock.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(["WATCHDOG=1", "WATCHDOG=1"], Told());
    }

    [Fact]
    public void An_end_is_told_and_no_sign_of_life_follows()
    {
        using var supervisor = Started();
        supervisor.Stopping();
        Move(1, 1, 1);
        _clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(["STOPPING=1"], Told());
    }

    [Fact]
    public void A_watchdog_of_another_process_is_not_fed()
    {
        using var supervisor = Find(("WATCHDOG_PID", "1"));
        supervisor.Ready("");
        Told();
        Move(1, 1, 1);
        _clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal([], Told());
    }

    [Theory]
    [InlineData(null), InlineData(""), InlineData("relative"), InlineData("/")]
    public void Without_a_socket_nobody_supervises(string? address) =>
        Assert.Null(Supervisor.Find(new Hashtable { ["NOTIFY_SOCKET"] = address }, static () => null, _clock));

    [Fact]
    public void A_socket_that_is_gone_hinders_nobody()
    {
        using var supervisor = Started();
        _systemd.Dispose();
        File.Delete(Path.Combine(_folder, "notify"));
        Move(1, 1, 1);
        _clock.Advance(TimeSpan.FromSeconds(10));
        supervisor.Stopping();
    }

    Supervisor Started()
    {
        var supervisor = Find();
        supervisor.Ready("");
        Told();
        return supervisor;
    }

    Supervisor Find(params (string Name, string Value)[] others)
    {
        var environment = new Hashtable { ["NOTIFY_SOCKET"] = Path.Combine(_folder, "notify"), ["WATCHDOG_USEC"] = "30000000", ["WATCHDOG_PID"] = Environment.ProcessId.ToString(CultureInfo.InvariantCulture) };
        foreach (var (name, value) in others)
            environment[name] = value;
        return Supervisor.Find(environment, () => _progress, _clock)!;
    }

    void Move(int heard, int played, int taken)
    {
        var before = _progress!.Value;
        _progress = new PumpProgress(before.Heard + heard, before.Played + played, before.Taken + taken);
    }

    // What was sent to a socket of this machine is there when the call that sent it returns.
    List<string> Told()
    {
        List<string> told = [];
        var buffer = new byte[1024];
        while (_systemd.Available > 0)
            told.Add(Encoding.UTF8.GetString(buffer, 0, _systemd.Receive(buffer)));
        return told;
    }
}
