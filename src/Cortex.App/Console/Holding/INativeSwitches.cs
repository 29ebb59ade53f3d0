using Cortex.App.WebConsole.Messages;
using Cortex.Assistant.Commands;
using Cortex.Live;

namespace Cortex.App.WebConsole.Holding;

/// <summary>The devices of this machine with their switches. Any thread.</summary>
internal interface INativeSwitches : INativeDevices
{
    /// <summary>What was counted of their conversation; null: they have none now.</summary>
    ConversationStats? Stats { get; }

    /// <summary>Their names.</summary>
    DevicesPart Devices { get; }

    /// <summary>The camera and its switch.</summary>
    CameraPart Camera { get; }

    /// <summary>The microphone is off.</summary>
    bool IsMuted { get; }

    /// <summary>How loud answers are, as a factor.</summary>
    float Volume { get; }

    /// <summary>How fast they are spoken, as a factor.</summary>
    double Speed { get; }

    /// <summary>The microphone's sound goes out all the time.</summary>
    bool IsStreaming { get; }

    /// <summary>Does a command: what a device can do of it.</summary>
    void Do(WearerCommand command, string source);

    /// <summary>Asks in writing.</summary>
    Task AskAsync(string text);

    /// <summary>Sets volume or speed, as a factor.</summary>
    void Set(string key, double? value);
}
