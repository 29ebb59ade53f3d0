using Cortex.Assistant.Commands;
using Cortex.Assistant.Pump;

namespace Cortex.App.Run;

/// <summary>What came of an order, in a line for the eye. Pure.</summary>
internal static class OrderWords
{
    /// <summary>The line; null: another tells it, or the answer does.</summary>
    public static string? Of(OrderDone order) => (order.Command, order.IsDone) switch
    {
        (WearerCommand.Repeat, false) => "there is no answer to repeat yet",
        (WearerCommand.Repeat, true) => "once more",
        (WearerCommand.CameraOn or WearerCommand.CameraOff, false) => "there is no camera; --camera names one",
        (WearerCommand.PairingCode, false) => "there is no console, and no code for it",
        (WearerCommand.Louder or WearerCommand.Softer or WearerCommand.Faster or WearerCommand.Slower, false) => "that is as far as it goes",
        (WearerCommand.Louder, _) => "louder",
        (WearerCommand.Softer, _) => "softer",
        (WearerCommand.Faster, _) => "faster",
        (WearerCommand.Slower, _) => "slower",
        (WearerCommand.More, _) => "more from now on",
        (WearerCommand.Less, _) => "less from now on",
        (WearerCommand.Quiet, _) => "quiet: only what is asked for from now on",
        (WearerCommand.Mute, _) => "the microphone is off; space switches it on",
        (WearerCommand.Unmute, _) => "the microphone is on",
        (WearerCommand.CameraOn, _) when !order.IsTold => "the camera is on already",
        (WearerCommand.CameraOff, _) when !order.IsTold => "the camera is off already",
        _ => null,
    };
}
