namespace Cortex.App.Configuration;

/// <summary>Who decides when the wearer has finished speaking.</summary>
internal enum TurnMode
{
    /// <summary>This device where it has a trained voice detector (`cortex models pull silero`), else the server.</summary>
    Auto,

    /// <summary>The server.</summary>
    Server,

    /// <summary>This device.</summary>
    Client,
}
