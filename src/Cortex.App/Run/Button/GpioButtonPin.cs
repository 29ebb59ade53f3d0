using System.Device.Gpio;

namespace Cortex.App.Run;

/// <summary>A button between a GPIO and ground, with the chip's own pull-up.</summary>
internal sealed class GpioButtonPin : IButtonPin
{
    private readonly GpioController _controller;
    private readonly int _pin;

    private GpioButtonPin(GpioController controller, int pin) => (_controller, _pin) = (controller, pin);

    /// <summary>Opens it.</summary>
    /// <param name="pin">Its GPIO number.</param>
    /// <param name="warn">Told in a sentence, once, why it cannot be had.</param>
    /// <returns>Null: it cannot be had, and the assistant goes on without.</returns>
    public static GpioButtonPin? Open(int pin, Action<string> warn)
    {
        GpioController? controller = null;
        try
        {
            controller = new GpioController();
            controller.OpenPin(pin, controller.IsPinModeSupported(pin, PinMode.InputPullUp) ? PinMode.InputPullUp : PinMode.Input);
            return new GpioButtonPin(controller, pin);
        }
#pragma warning disable CA1031 // Drivers fail with whatever the machine has; a button is a convenience and never the end of the program.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            controller?.Dispose();
            warn($"the button on GPIO {pin} cannot be used: {fault.Message} Set button.pin to none, or let this user have /dev/gpiochip*.");
            return null;
        }
    }

    public void Watch(Action<bool> changed) =>
        _controller.RegisterCallbackForPinValueChangedEvent(_pin, PinEventTypes.Falling | PinEventTypes.Rising, (_, happened) => changed(happened.ChangeType is PinEventTypes.Falling));

    public void Dispose() => _controller.Dispose();
}
