using Cortex.App.Run;
using Cortex.Assistant.Commands;
using Cortex.Assistant.Pump;

namespace Cortex.App.Tests.Run;

/// <summary>A hands-free loop in which nothing happens but what the test says.</summary>
internal sealed class StillLoop : IHandsFree
{
    public PumpStatus Status { get; set; }

    public bool IsMuted { get; set; }

    public bool HasCamera { get; set; }

    public bool IsCameraOff { get; set; }

    public double MicrophoneDb { get; set; } = -120;

    public List<(WearerCommand Command, string Source)> Orders { get; } = [];

    public (double MicrophoneDb, double SpeakerDb) TakeLevels() => (MicrophoneDb, -120);

    public void Order(WearerCommand command, string source) => Orders.Add((command, source));
}
