namespace Cortex.App.Configuration;

/// <summary>Who decides when the wearer has finished speaking.</summary>
internal enum TurnMode
{
    /// <summary>The server, until this device has a detector that is better at it.</summary>
    Auto,

    /// <summary>The server.</summary>
    Server,

    /// <summary>This device.</summary>
    Client,
}
