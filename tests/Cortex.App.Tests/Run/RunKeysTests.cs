using Cortex.App.Run;
using Cortex.Assistant.Commands;
using Cortex.Assistant.Pump;
using Cortex.Testing;

namespace Cortex.App.Tests.Run;

public sealed class RunKeysTests
{
    readonly StillLoop _loop = new();
    readonly List<string> _notes = [];
    readonly RunKeys _keys;
    bool _quit;

    public RunKeysTests() => _keys = new RunKeys(_loop, _notes.Add, () => _quit = true);

    [Theory]
    [InlineData((int)RunKey.Stop, WearerCommand.Stop), InlineData((int)RunKey.Repeat, WearerCommand.Repeat), InlineData((int)RunKey.Quiet, WearerCommand.Quiet)]
    [InlineData((int)RunKey.Louder, WearerCommand.Louder), InlineData((int)RunKey.Softer, WearerCommand.Softer), InlineData((int)RunKey.Faster, WearerCommand.Faster), InlineData((int)RunKey.Slower, WearerCommand.Slower)]
    [InlineData((int)RunKey.More, WearerCommand.More), InlineData((int)RunKey.Less, WearerCommand.Less), InlineData((int)RunKey.Battery, WearerCommand.Battery)]
    [InlineData((int)RunKey.AreYouThere, WearerCommand.AreYouThere), InlineData((int)RunKey.WhoIsTalking, WearerCommand.WhoIsTalking), InlineData((int)RunKey.Help, WearerCommand.Help)]
    public void Every_key_gives_its_order(int key, WearerCommand command)
    {
        _keys.Press((RunKey)key);
        Assert.Equal((command, "key"), Assert.Single(_loop.Orders));
        Assert.False(_quit);
    }

    [Fact]
    public void Space_and_c_switch_to_the_other_state()
    {
        _keys.Press(RunKey.Mute);
        _loop.IsMuted = true;
        _keys.Press(RunKey.Mute);
        _keys.Press(RunKey.Camera);
        _loop.IsCameraOff = true;
        _keys.Press(RunKey.Camera);
        Assert.Equal([WearerCommand.Mute, WearerCommand.Unmute, WearerCommand.CameraOff, WearerCommand.CameraOn], _loop.Orders.Select(static order => order.Command));
    }

    [Fact]
    public void Help_shows_all_keys_and_q_quits()
    {
        _keys.Press(RunKey.Help);
        Assert.Equal(KeyReader.Whole, Assert.Single(_notes));
        _keys.Press(RunKey.Quit);
        Assert.True(_quit);
    }

    [Fact]
    public void P_shows_a_code_where_there_is_a_console_and_is_an_order_that_is_denied_where_there_is_none()
    {
        var shown = 0;
        new RunKeys(_loop, _notes.Add, () => { }, () => shown++).Press(RunKey.Pair);
        Assert.Equal((1, 0), (shown, _loop.Orders.Count));
        _keys.Press(RunKey.Pair);
        Assert.Equal((WearerCommand.PairingCode, "key"), Assert.Single(_loop.Orders));
    }

    [Fact]
    public void The_button_mutes_stops_an_answer_says_who_answers_and_ends_it_all()
    {
        _keys.Press(ButtonPress.Short);
        _loop.Status = _loop.Status with { Phase = TurnPhase.Speaking };
        _keys.Press(ButtonPress.Short);
        _keys.Press(ButtonPress.Long);
        Assert.Equal([(WearerCommand.Mute, "button"), (WearerCommand.Stop, "button"), (WearerCommand.WhoIsTalking, "button")], _loop.Orders);
        Assert.False(_quit);
        _keys.Press(ButtonPress.Shutdown);
        Assert.True(_quit);
    }

    [Theory]
    [InlineData(ConsoleKey.Spacebar, ' ', (int)RunKey.Mute), InlineData(ConsoleKey.Escape, '\u001b', (int)RunKey.Stop)]
    [InlineData(ConsoleKey.R, 'r', (int)RunKey.Repeat), InlineData(ConsoleKey.R, 'R', (int)RunKey.Repeat), InlineData(ConsoleKey.Q, 'q', (int)RunKey.Quit)]
    [InlineData(ConsoleKey.C, 'c', (int)RunKey.Camera), InlineData(ConsoleKey.UpArrow, '\0', (int)RunKey.Louder), InlineData(ConsoleKey.OemPlus, '+', (int)RunKey.Louder), InlineData(ConsoleKey.OemMinus, '-', (int)RunKey.Softer)]
    [InlineData(ConsoleKey.RightArrow, '\0', (int)RunKey.Faster), InlineData(ConsoleKey.LeftArrow, '\0', (int)RunKey.Slower), InlineData(ConsoleKey.Oem2, '?', (int)RunKey.Help), InlineData(ConsoleKey.M, 'm', (int)RunKey.More)]
    [InlineData(ConsoleKey.L, 'l', (int)RunKey.Less), InlineData(ConsoleKey.B, 'b', (int)RunKey.Battery), InlineData(ConsoleKey.A, 'a', (int)RunKey.AreYouThere), InlineData(ConsoleKey.W, 'w', (int)RunKey.WhoIsTalking), InlineData(ConsoleKey.Z, 'z', (int)RunKey.Quiet)]
    [InlineData(ConsoleKey.X, 'x', null), InlineData(ConsoleKey.Enter, '\r', null)]
    public void A_key_means_what_it_says(ConsoleKey key, char character, int? meaning) =>
        Assert.Equal((RunKey?)meaning, KeyReader.Of(new ConsoleKeyInfo(character, key, false, false, false)));

    [Fact]
    public async Task Reading_goes_on_until_the_terminal_is_gone_and_then_ends_quietly()
    {
        var typed = new Queue<ConsoleKeyInfo>([new('x', ConsoleKey.X, false, false, false), new('q', ConsoleKey.Q, false, false, false)]);
        var pressed = new TaskCompletionSource<RunKey>();
        KeyReader.Start(() => typed.TryDequeue(out var key) ? key : throw new InvalidOperationException("no console"), key => pressed.TrySetResult(key));
        Assert.Equal(RunKey.Quit, await pressed.Task.Within("q is read"));
    }
}
