using Cortex.App.Tools;
using Cortex.App.WebConsole;
using Cortex.App.WebConsole.Holding;
using Cortex.Assistant.Commands;
using Cortex.Assistant.Engine;
using Cortex.Assistant.Instruction;
using Cortex.Engines.Tools;

namespace Cortex.App.Run;

/// <summary>Turns what a tool may turn on whoever holds the devices: this machine, or a page.</summary>
internal sealed class RunControls : IWearerControls
{
    private const double Step = 0.25;
    private const double Loudest = 2;
    private const string Source = "tool";
    private readonly PumpControls _pump;
    private NativeTalk? _native;
    private ConsoleRoom? _console;
    private AssistantEngine? _assistant;

    public RunControls() => _pump = new PumpControls(() => _native?.Pump);

    public double? Volume => IsHere ? _pump.Volume : _console?.Facts.Volume;

    public string Verbosity => _assistant?.Verbosity.ToString().ToLowerInvariant() ?? "";

    public IReadOnlyList<string> Verbosities { get; } = [.. Enum.GetNames<Verbosity>().Select(static name => name.ToLowerInvariant())];

    private bool IsHere => _console is null || _console.Floor.Holder.Kind is HolderKind.Native;

    /// <summary>From now on there is something to turn.</summary>
    public void Turn(NativeTalk? native, ConsoleRoom? console, AssistantEngine assistant) => (_native, _console, _assistant) = (native, console, assistant);

    public bool Repeat() => IsHere ? _pump.Repeat() : _assistant?.Order(WearerCommand.Repeat, Source) ?? false;

    public bool SetVolume(double volume)
    {
        if (IsHere)
        {
            return _pump.SetVolume(volume);
        }

        _console?.Turn("volume", Math.Clamp(volume, 0, Loudest));
        return _console is not null;
    }

    public bool StepVolume(bool louder) => Volume is { } volume && SetVolume(volume + (louder ? Step : -Step));

    public void SetVerbosity(string name)
    {
        if (_assistant is { } assistant && Enum.TryParse<Verbosity>(name, ignoreCase: true, out var verbosity))
        {
            assistant.Verbosity = verbosity;
            _console?.ShowNative();
        }
    }
}
