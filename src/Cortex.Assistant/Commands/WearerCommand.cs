namespace Cortex.Assistant.Commands;

/// <summary>What the wearer can order this device to do in words, whatever the model makes of them.</summary>
public enum WearerCommand
{
    /// <summary>The camera off.</summary>
    CameraOff,

    /// <summary>The camera on.</summary>
    CameraOn,
}
