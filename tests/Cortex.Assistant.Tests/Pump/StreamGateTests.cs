using Cortex.Assistant.Pump;

namespace Cortex.Assistant.Tests;

public sealed class StreamGateTests
{
    [Fact]
    public void Server_turns_stream_until_20_s_without_voice_and_reopen_with_the_pre_roll()
    {
        var state = StreamGate.Begin(clientTurns: false);
        for (var i = 1; i < 1000; i++)
        {
            Assert.Equal(GateActions.Send, Step(ref state));
        }

        Assert.Equal(GateActions.Send | GateActions.Pause, Step(ref state));
        Assert.Equal(GateActions.None, Step(ref state));
        Assert.Equal(GateActions.Start | GateActions.PreRoll | GateActions.Send, Step(ref state, started: true));
        Assert.Equal(GateActions.Send | GateActions.End, Step(ref state, ended: true));
        Assert.Equal(GateActions.Send, Step(ref state));
    }

    [Fact]
    public void A_voice_keeps_server_turns_open()
    {
        var state = StreamGate.Begin(clientTurns: false);
        Step(ref state, started: true);
        for (var i = 0; i < 3000; i++)
        {
            Assert.Equal(GateActions.Send, Step(ref state));
        }
    }

    [Fact]
    public void Client_turns_send_the_activity_alone()
    {
        var state = StreamGate.Begin(clientTurns: true);

        Assert.Equal(GateActions.None, Step(ref state, clientTurns: true));
        Assert.Equal(GateActions.Start | GateActions.PreRoll | GateActions.Send, Step(ref state, started: true, clientTurns: true));
        Assert.Equal(GateActions.Send, Step(ref state, clientTurns: true));
        Assert.Equal(GateActions.Send | GateActions.End, Step(ref state, ended: true, clientTurns: true));
        Assert.Equal(GateActions.None, Step(ref state, clientTurns: true));
    }

    [Fact]
    public void Mute_ends_what_is_open_once_and_lets_nothing_through()
    {
        var server = StreamGate.Begin(clientTurns: false);
        Step(ref server, started: true);
        (server, var actions) = StreamGate.Advance(server, started: false, ended: false, clientTurns: false, muted: true);
        Assert.Equal(GateActions.End | GateActions.Pause | GateActions.Forget, actions);
        (server, actions) = StreamGate.Advance(server, started: true, ended: false, clientTurns: false, muted: true);
        Assert.Equal(GateActions.Forget, actions);
        Assert.Equal(GateActions.Start | GateActions.PreRoll | GateActions.Send, Step(ref server, started: true));

        var client = StreamGate.Begin(clientTurns: true);
        (_, actions) = StreamGate.Advance(client, started: false, ended: false, clientTurns: true, muted: true);
        Assert.Equal(GateActions.Forget, actions);
    }

    private static GateActions Step(ref GateState state, bool started = false, bool ended = false, bool clientTurns = false)
    {
        (state, var actions) = StreamGate.Advance(state, started, ended, clientTurns);
        return actions;
    }
}
