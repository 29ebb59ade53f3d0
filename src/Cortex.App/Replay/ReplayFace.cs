using Cortex.App.Run;
using Cortex.App.WebConsole.Holding;
using Cortex.App.WebConsole.Messages;
using Cortex.Assistant.Commands;
using Cortex.Assistant.Pump;
using Cortex.Live;

namespace Cortex.App.Replay;

/// <summary>A recording in the place of this machine's devices: it shows where it stands, and takes no orders.</summary>
internal sealed class ReplayFace(string engine) : IHandsFree, INativeSwitches, IPumpObserver
{
    private readonly Lock _gate = new();
    private PumpStatus _status = new() { IsReady = true, IsIdle = true };
    private bool _isCameraOff;

    public string Name => engine.Length > 0 ? $"a recording of {engine}" : "a recording";

    /// <summary>No page takes the conversation from it: there is none.</summary>
    public bool Yields => false;

    public PumpStatus Status
    {
        get
        {
            lock (_gate)
            {
                return _status;
            }
        }
    }

    public ConversationHistory History => ConversationHistory.Empty;

    public ConversationStats? Stats => null;

    public DevicesPart Devices => new("recorded", "recorded", null);

    public CameraPart Camera => new(HasCamera, IsCameraOff);

    public bool IsMuted => false;

    public bool HasCamera => false;

    public bool IsCameraOff => Volatile.Read(ref _isCameraOff);

    public float Volume => 1;

    public double Speed => 1;

    public bool IsStreaming => false;

    public void On(PumpEvent happened)
    {
        lock (_gate)
        {
            switch (happened)
            {
                case PhaseChanged change:
                    _status = _status with { Phase = change.Phase, IsIdle = change.Phase is TurnPhase.Idle, Turn = Math.Max(_status.Turn, change.Turn) };
                    break;
                case CameraSwitched switched:
                    Volatile.Write(ref _isCameraOff, switched.IsOff);
                    break;
                case Noticed { Notice: StateChanged change }:
                    _status = _status with { IsAway = change.To is ConversationState.Recovering or ConversationState.HandingOver };
                    break;
            }
        }
    }

    public (double MicrophoneDb, double SpeakerDb) TakeLevels() => (double.NegativeInfinity, double.NegativeInfinity);

    public void Order(WearerCommand command, string source)
    {
    }

    public void Do(WearerCommand command, string source)
    {
    }

    public Task AskAsync(string text) => Task.CompletedTask;

    public void Set(string key, double? value)
    {
    }

    public Task BeginAsync(ConversationHistory history) => Task.CompletedTask;

    public Task<ConversationHistory> EndAsync() => Task.FromResult(ConversationHistory.Empty);
}
