using Cortex.Assistant.Commands;
using Cortex.Assistant.Pump;

namespace Cortex.App.Run;

/// <summary>Makes orders of keys and of the button. What comes of them the pump tells, by cue and by line.</summary>
/// <param name="loop">The loop.</param>
/// <param name="note">The eye's side.</param>
/// <param name="quit">Ends the program.</param>
/// <param name="pair">Shows a code that lets a browser in; null: there is no console.</param>
internal sealed class RunKeys(IHandsFree loop, Action<string> note, Action quit, Action? pair = null)
{
    /// <summary>A key was pressed.</summary>
    public void Press(RunKey key)
    {
        switch (key)
        {
            case RunKey.Quit:
                quit();
                break;
            case RunKey.Pair when pair is not null:
                pair();
                break;
            case RunKey.Help:
                note(KeyReader.Whole);
                loop.Order(WearerCommand.Help, "key");
                break;
            default:
                loop.Order(Of(key), "key");
                break;
        }
    }

    /// <summary>The button was pressed.</summary>
    public void Press(ButtonPress press)
    {
        switch (press)
        {
            case ButtonPress.Shutdown:
                note("the button was held for 5 s: the end");
                quit();
                break;
            case ButtonPress.Long:
                loop.Order(WearerCommand.WhoIsTalking, "button");
                break;
            default:
                loop.Order(loop.Status.Phase is TurnPhase.Speaking ? WearerCommand.Stop : Mute, "button");
                break;
        }
    }

    private WearerCommand Mute => loop.IsMuted ? WearerCommand.Unmute : WearerCommand.Mute;

    private WearerCommand Of(RunKey key) => key switch
    {
        RunKey.Mute => Mute,
        RunKey.Camera => loop.IsCameraOff ? WearerCommand.CameraOn : WearerCommand.CameraOff,
        RunKey.Stop => WearerCommand.Stop,
        RunKey.Quiet => WearerCommand.Quiet,
        RunKey.Repeat => WearerCommand.Repeat,
        RunKey.Louder => WearerCommand.Louder,
        RunKey.Softer => WearerCommand.Softer,
        RunKey.Faster => WearerCommand.Faster,
        RunKey.Slower => WearerCommand.Slower,
        RunKey.More => WearerCommand.More,
        RunKey.Less => WearerCommand.Less,
        RunKey.Battery => WearerCommand.Battery,
        RunKey.AreYouThere => WearerCommand.AreYouThere,
        RunKey.Pair => WearerCommand.PairingCode,
        _ => WearerCommand.WhoIsTalking,
    };
}
